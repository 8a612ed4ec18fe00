using System.Threading.Channels;

namespace Reconciler.Testing.SimulatedPhone;

/// <summary>
/// A phone that nobody has to lead: it takes what it is told by NOTIFY and on its web pages at any time, fetches or restarts, and registers anew, until
/// it is unplugged. Where the PBX refuses it or does not answer, as while it reads its files anew, it asks again.
/// </summary>
public sealed class LivePhone : IAsyncDisposable
{
    /// <summary>Reg_Retry_Intvl of a phone in a hurry: the factory's is 30 s.</summary>
    private static readonly TimeSpan RegistrationRetry = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _unplugged = new();
    private readonly Channel<PhoneRequest> _told = Channel.CreateUnbounded<PhoneRequest>();
    private readonly PhoneWebServer _web;
    private readonly Task _living;
    private int _resyncs;

    private LivePhone(DeskPhone phone)
    {
        Phone = phone;
        _web = new PhoneWebServer(phone, request => _told.Writer.TryWrite(request));
        _living = LiveUntilUnpluggedAsync();
    }

    /// <summary>The phone; it changes while it lives.</summary>
    public DeskPhone Phone { get; }

    /// <summary>Its address.</summary>
    public string Address => Phone.Address.ToString();

    /// <summary>How often it was told to fetch and did.</summary>
    public int Resyncs => Volatile.Read(ref _resyncs);

    /// <summary>What came to its web pages: path, query and the status that it answered with; 0: none.</summary>
    public IReadOnlyList<(string Target, int Status)> WebRequests => _web.Requests;

    /// <summary>What in its memory the phone does not bear: once it has fetched that, it is gone from the PBX. Null: it bears everything.</summary>
    public Func<PhoneMemory, bool>? BreaksOn { get; set; }

    /// <summary>Lets a phone that has booted live.</summary>
    public static LivePhone Start(DeskPhone phone) => new(phone);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _unplugged.CancelAsync();
        await _living.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _web.DisposeAsync();
        await Phone.DisposeAsync();
        _unplugged.Dispose();
    }

    /// <summary>A phone that breaks says so where the others' steps are: whoever waits for it reads there why it does nothing any more.</summary>
    private async Task LiveUntilUnpluggedAsync()
    {
        try
        {
            await LiveAsync();
        }
        catch (Exception exception) when (!_unplugged.IsCancellationRequested)
        {
            Phone.Note($"broke {exception}");
            throw;
        }
    }

    private async Task LiveAsync()
    {
        while (!_unplugged.IsCancellationRequested)
        {
            using var enough = CancellationTokenSource.CreateLinkedTokenSource(_unplugged.Token);
            var byNotify = Phone.NextToldAsync(enough.Token);
            var byWeb = _told.Reader.ReadAsync(enough.Token).AsTask();
            var retry = Task.Delay(Phone.IsRefused ? RegistrationRetry : Timeout.InfiniteTimeSpan, TimeProvider.System, enough.Token);
            await Task.WhenAny(byNotify, byWeb, retry);
            await enough.CancelAsync();
            await ((Task)Task.WhenAll(byNotify, byWeb, retry)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var told = new[] { byNotify, byWeb }.Where(t => t.IsCompletedSuccessfully).ToList();
            foreach (var request in told)
            {
                await DoAsync(await request);
            }

            if (told.Count == 0 && !_unplugged.IsCancellationRequested)
            {
                await Phone.RegisterAsync(_unplugged.Token);
            }
        }
    }

    private async Task DoAsync(PhoneRequest request)
    {
        if (request == PhoneRequest.Reboot)
        {
            await Phone.RestartAsync(_unplugged.Token);
            return;
        }

        await Phone.ResyncNowAsync(_unplugged.Token);
        if (BreaksOn?.Invoke(Phone.Memory) == true)
        {
            foreach (var line in Phone.Lines.Values)
            {
                await line.UnregisterAsync(_unplugged.Token);
            }
        }

        Interlocked.Increment(ref _resyncs);
    }
}
