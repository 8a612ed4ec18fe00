using Microsoft.Extensions.Logging;
using Reconciler.Core.Secrets;
using Reconciler.Host.Ami;
using Reconciler.Host.Convergence;
using Reconciler.Host.Following;
using Reconciler.Host.Inventory;
using Reconciler.Host.PhoneLogs;
using Reconciler.Host.Resync;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Sites;

/// <summary>The phones of a site as its Asterisk sees them: who they are, how they are told, and how they stand.</summary>
public sealed class SitePhones : IAsyncDisposable
{
    private readonly AmiPhoneLine _line;
    private readonly Func<CancellationToken, Task<AmiEndpoint>> _ami;

    private SitePhones(Func<CancellationToken, Task<AmiEndpoint>> ami, PhonesSettings settings, PhoneBookStore book, FetchedFirmware fetched, PhoneWeb web, TimeProvider time, ILoggerFactory loggers)
    {
        _ami = ami;
        _line = new AmiPhoneLine(ami, time, loggers.CreateLogger<AmiPhoneLine>());
        Book = book;
        var notifier = new PhoneNotifier(_line, web);
        ByHand = new ManualResync(notifier, settings.Resync, settings.Networks);
        var options = new FollowOptions { Resync = settings.Resync, PerSecond = settings.PerSecond, Refresh = settings.Refresh, StaleAfter = settings.StaleAfter, Networks = settings.Networks, FetchedFirmware = fetched.Of };
        Logins = new RejectedLogins(time);
        Follower = new PhoneFollower(book, _line, notifier, options, Logins, time, loggers.CreateLogger<PhoneFollower>());
    }

    public PhoneBookStore Book { get; }

    public ManualResync ByHand { get; }

    public PhoneFollower Follower { get; }

    /// <summary>Whom Asterisk was heard not to let in.</summary>
    public RejectedLogins Logins { get; }

    /// <summary>Null where the agent's file names no AMI.</summary>
    public static SitePhones? Open(AgentSettings settings, Func<string, ISecretSource> secrets, TimeProvider time, ILoggerFactory loggers)
    {
        if (settings.Asterisk.Ami is not { } ami)
        {
            return null;
        }

        var book = new PhoneBookStore(settings.State.Open(), time);
        return new SitePhones(
            token => AmiEndpoint.FromSecretFileAsync(ami.Host, ami.Port, ami.Username, ami.SecretFile, token),
            settings.Phones, book, new FetchedFirmware(new PhoneLogStore(settings.State.Directory)), new PhoneWeb(secrets, settings.Phones.Networks, time), time, loggers);
    }

    /// <summary>Tells <paramref name="observer"/> of Asterisk's events, until Asterisk is lost or the token is cancelled.</summary>
    public async Task ListenAsync(TimeProvider time, IPbxObserver observer, CancellationToken cancellationToken) =>
        await AmiPhoneEvents.ListenAsync(await _ami(cancellationToken), time, observer, cancellationToken);

    public ValueTask DisposeAsync() => _line.DisposeAsync();
}
