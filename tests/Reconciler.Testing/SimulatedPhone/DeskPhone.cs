using System.Collections.ObjectModel;
using System.Net;
using Reconciler.Testing.SimulatedPhone.Provisioning;
using Reconciler.Testing.SimulatedPhone.Sip;

namespace Reconciler.Testing.SimulatedPhone;

/// <summary>
/// A phone on a desk: it boots, provisions and upgrades itself, registers its lines and calls. It does what is due only when the test says so
/// (<see cref="BootAsync"/>, <see cref="TickAsync"/>), by the clock that the test gave it; only SIP messages come at any time.
/// </summary>
public sealed partial class DeskPhone(PhoneMemory memory, DeskPhoneNetwork network, TimeProvider time) : IAsyncDisposable
{
    private readonly List<string> _trace = [];
    private readonly SortedDictionary<int, SipLine> _lines = [];
    private readonly Dictionary<int, DateTimeOffset> _failingSince = [];
    private DhcpLease? _lease;
    private bool _lastResyncFailed;
    private PhoneManner _manner;
    private int _notifiedBefore;

    /// <summary>How it answers those who tell it something.</summary>
    public PhoneManner Manner
    {
        get => _manner;
        set
        {
            _manner = value;
            foreach (var line in _lines.Values)
            {
                line.Manner = value;
            }
        }
    }

    /// <summary>Which versions it fetches and does not take, so that it goes on with what it runs; null: it takes all.</summary>
    public Func<string, bool>? RefusesFirmware { get; set; }

    /// <summary>Called with each step as it is noted in <see cref="Trace"/>: for the order of what several phones do.</summary>
    public Action<string>? OnStep { get; set; }

    /// <summary>How many NOTIFYs came that tell the phone to do something, repetitions of an answered challenge left out.</summary>
    public int Notified => _notifiedBefore + _lines.Values.Sum(line => line.Notified);

    /// <summary>What it is plugged into.</summary>
    internal DeskPhoneNetwork Network => network;

    /// <summary>Its address, once it has one.</summary>
    internal IPAddress Address => _lease?.Address ?? throw new InvalidOperationException("The phone has not booted.");

    /// <summary>The phone's settings.</summary>
    public PhoneMemory Memory { get; private set; } = memory;

    /// <summary>What it did, one line a step: <c>dhcp</c>, <c>fetch</c>, <c>applied</c>, <c>upgrade</c>, <c>refused</c>, <c>reboot</c>, <c>register</c>.</summary>
    public ReadOnlyCollection<string> Trace => _trace.AsReadOnly();

    /// <summary>When it resyncs by itself next; null before it booted, and when its period is 0.</summary>
    public DateTimeOffset? NextResync { get; private set; }

    /// <summary>The lines that are set up, by number.</summary>
    public IReadOnlyDictionary<int, SipLine> Lines => _lines;

    /// <summary>Whether the last REGISTER of a line was refused or not answered.</summary>
    public bool IsRefused => _failingSince.Count > 0;

    /// <summary>Power is applied: address, profile, firmware, registrations.</summary>
    public async Task BootAsync(CancellationToken cancellationToken)
    {
        await AcquireAddressAsync(cancellationToken);
        if (Memory.FetchesOnStart)
        {
            await ResyncAsync(0, cancellationToken);
        }

        await RegisterAsync(cancellationToken);
    }

    /// <summary>Does what has come due: the periodic resync, a trigger's, or one that a NOTIFY asked for. Returns true when it resynced.</summary>
    public async Task<bool> TickAsync(CancellationToken cancellationToken)
    {
        var reason = DueReason();
        if (reason is null || !Memory.IsProvisioned)
        {
            return false;
        }

        await ResyncAsync(reason.Value, cancellationToken);
        await RegisterAsync(cancellationToken);
        return true;
    }

    /// <summary>Told to fetch now: by its menu, its web page, or a NOTIFY.</summary>
    public async Task ResyncNowAsync(CancellationToken cancellationToken)
    {
        await ResyncAsync(-1, cancellationToken);
        await RegisterAsync(cancellationToken);
    }

    /// <summary>Waits for a NOTIFY that asks for a resync on any line, and resyncs.</summary>
    public async Task ResyncOnNotifyAsync(CancellationToken cancellationToken)
    {
        while (await NextToldAsync(cancellationToken) != PhoneRequest.Resync)
        {
            // Told something else.
        }

        await ResyncNowAsync(cancellationToken);
    }

    /// <summary>Told to restart: it comes back as after a loss of power.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await CloseLinesAsync();
        Note($"reboot {Memory.Identity.SoftwareVersion}");
        await BootAsync(cancellationToken);
    }

    /// <summary>The next thing that a NOTIFY on any line tells the phone to do; waits for ever where no line is set up.</summary>
    public async Task<PhoneRequest> NextToldAsync(CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = _lines.Values.Select(line => NextToldAsync(line, enough.Token)).ToList();
        if (waiting.Count == 0)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }

        var first = await Task.WhenAny(waiting);
        await enough.CancelAsync();
        await ((Task)Task.WhenAll(waiting)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await first;
    }

    /// <summary>Opens the lines that the settings ask for, closes the others, and registers those whose Register_n_ says so.</summary>
    public async Task RegisterAsync(CancellationToken cancellationToken)
    {
        for (var number = 1; number <= Memory.Identity.Lines; number++)
        {
            var account = Memory.Account(number);
            await UpdateLineAsync(number, account, cancellationToken);
            if (account is null || !Memory.Registers(number))
            {
                continue;
            }

            int status;
            try
            {
                status = await _lines[number].RegisterAsync(cancellationToken);
            }
            catch (TimeoutException)
            {
                status = 408;
            }

            Note($"register {number} {account.User} {status}");
            if (status is >= 200 and < 300)
            {
                _failingSince.Remove(number);
            }
            else
            {
                _failingSince.TryAdd(number, time.GetUtcNow());
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var line in _lines.Values)
        {
            await line.DisposeAsync();
        }
    }

    private static async Task<PhoneRequest> NextToldAsync(SipLine line, CancellationToken cancellationToken)
    {
        while (true)
        {
            switch (await line.NextEventAsync(cancellationToken))
            {
                case "resync" or "check-sync":
                    return PhoneRequest.Resync;
                case "reboot_now" or "restart_now" or "check-sync;reboot=true":
                    return PhoneRequest.Reboot;
            }
        }
    }

    private int? DueReason()
    {
        const int Told = -1;
        const int Periodic = 1;
        const int Retry = 2;
        if (_lines.Values.Any(line => line.TryTakeEvent(out var name) && name is "resync" or "check-sync"))
        {
            return Told;
        }

        if (NextResync <= time.GetUtcNow())
        {
            return _lastResyncFailed ? Retry : Periodic;
        }

        return Memory.IsTriggered(Moment(Periodic)) ? Periodic : null;
    }

    private async Task CloseLinesAsync()
    {
        foreach (var number in _lines.Keys.ToList())
        {
            await CloseLineAsync(number);
        }
    }

    private async Task CloseLineAsync(int number)
    {
        _lines.Remove(number, out var line);
        _notifiedBefore += line!.Notified;
        await line.DisposeAsync();
    }

    private async Task UpdateLineAsync(int number, SipAccount? account, CancellationToken cancellationToken)
    {
        if (_lines.TryGetValue(number, out var line))
        {
            if (account is not null && SamePlace(line.Account, account))
            {
                line.Use(account);
                return;
            }

            await CloseLineAsync(number);
        }

        if (account is not null)
        {
            _lines[number] = await SipLine.OpenAsync(account, network.Sockets, _lease!.Address, cancellationToken);
            _lines[number].Manner = Manner;
        }
    }

    private static bool SamePlace(SipAccount left, SipAccount right) =>
        (left.LocalPort, left.ProxyHost, left.ProxyPort) == (right.LocalPort, right.ProxyHost, right.ProxyPort);

    /// <summary>Writes down a step.</summary>
    internal void Note(string step)
    {
        _trace.Add(step);
        OnStep?.Invoke(step);
    }
}
