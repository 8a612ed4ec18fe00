using Reconciler.Testing.SimulatedPhone;

namespace Reconciler.Acceptance.Takeover;

/// <summary>Phones that renew their registrations one after the other all the time, and count what they are answered.</summary>
internal sealed class RegisteringPhones : IAsyncDisposable
{
    // So that Asterisk and the program have a processor left on a small machine: each of a dozen phones registers every quarter of a second.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<DeskPhone> _phones = [];
    private readonly List<string> _refused = [];
    private readonly SemaphoreSlim _registering = new(1, 1);
    private Task _running = Task.CompletedTask;
    private int _accepted;

    public IReadOnlyList<DeskPhone> All => _phones;

    /// <summary>REGISTERs that were answered by 200.</summary>
    public int Accepted => Volatile.Read(ref _accepted);

    /// <summary>The others, and those that nothing answered.</summary>
    public IReadOnlyList<string> Refused => [.. _refused, .. _phones.SelectMany(p => p.Trace).Where(t => t.StartsWith("register ", StringComparison.Ordinal) && !t.EndsWith(" 200", StringComparison.Ordinal))];

    public void Add(DeskPhone phone) => _phones.Add(phone);

    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Has a phone do something by itself, between two registrations.</summary>
    public async Task<T> BetweenAsync<T>(Func<Task<T>> doing, CancellationToken cancellationToken)
    {
        await _registering.WaitAsync(cancellationToken);
        try
        {
            return await doing();
        }
        finally
        {
            _registering.Release();
        }
    }

    /// <summary>Lets them end the registration that is under way.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var phone in _phones)
        {
            await phone.DisposeAsync();
        }

        _stop.Dispose();
        _registering.Dispose();
    }

    private async Task RunAsync()
    {
        using var pace = new PeriodicTimer(Pace);
        for (var next = 0; !_stop.IsCancellationRequested; next = (next + 1) % _phones.Count)
        {
            await pace.WaitForNextTickAsync(CancellationToken.None);
            await BetweenAsync(() => RegisterAsync(_phones[next]), CancellationToken.None);
        }
    }

    private async Task<bool> RegisterAsync(DeskPhone phone)
    {
        foreach (var line in phone.Lines.Values)
        {
            try
            {
                var status = await line.RegisterAsync(CancellationToken.None);
                if (status == 200)
                {
                    Interlocked.Increment(ref _accepted);
                }
                else
                {
                    _refused.Add($"{line.Account.User}: {status}");
                }
            }
            catch (TimeoutException)
            {
                _refused.Add($"{line.Account.User}: no answer");
            }
        }

        return true;
    }
}
