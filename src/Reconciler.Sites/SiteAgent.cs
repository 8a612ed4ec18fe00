using Microsoft.Extensions.Logging;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Planning;
using Reconciler.Core.Reading;
using Reconciler.Core.Secrets;
using Reconciler.Git.Mirrors;
using Reconciler.Host.Ami;
using Reconciler.Host.Disk;
using Reconciler.Host.Following;
using Reconciler.Host.Publishing;
using Reconciler.Host.Secrets;
using Reconciler.Reconciliation.Hosts;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Run;
using Reconciler.Reconciliation.Stages;
using Reconciler.Reconciliation.Status;
using Reconciler.Scheduling;
using Reconciler.Specs.AgentFile;
using Reconciler.Specs.Index;
using Reconciler.Specs.Loading;

namespace Reconciler.Sites;

/// <summary>One site on this host, put together from the agent's file: the place where every part of the pipeline meets the others.</summary>
public sealed class SiteAgent : IAsyncDisposable, IDisposable
{
    /// <summary>New commits and other phones get their turn in between.</summary>
    private static readonly TimeSpan LongestNotifying = TimeSpan.FromSeconds(5);

    private readonly GitMirror _mirror;
    private readonly ReconcileSetup _setup;
    private readonly RunFactory _runs;
    private readonly ReconcileRun _run;
    private readonly SitePhones? _phones;

    private SiteAgent(GitMirror mirror, ReconcileSetup setup, SitePhones? phones)
    {
        _mirror = mirror;
        _setup = setup;
        _runs = new RunFactory(setup);
        _run = _runs.Create();
        _phones = phones;
    }

    public PublishedRoots Roots => _setup.Roots;

    public StateStore States => _setup.States;

    /// <summary>The phones, as Asterisk sees them; null: the agent's file names no AMI, so that nobody does.</summary>
    public SitePhones? Phones => _phones;

    /// <summary>Opens what the settings name. A wrong key file or URL is a <see cref="HostConfigurationException"/>.</summary>
    public static SiteAgent Open(AgentSettings settings, IReadOnlyDictionary<string, string> environment, TimeProvider time, ILoggerFactory loggers)
    {
        var directory = settings.State.Directory;
        CreateState(directory);
        var state = settings.State.Open();
        var key = MasterKeyFile.Load(settings.Secrets.MasterKeyFile);
        var previousKey = settings.Secrets.PreviousMasterKeyFile is { } previousFile ? MasterKeyFile.Load(previousFile) : null;
        var own = new OwnFiles([.. settings.OwnFiles], [directory]);
        var mirror = new GitMirror(RepositorySetup.Mirror(settings, environment));
        var roots = Publish(settings, key, time);
        ISecretSource Secrets(string site) => new HostSecretSource(key, site, name => environment.GetValueOrDefault(name), settings.Secrets.Directory) { Own = own, PreviousKey = previousKey };
        var phones = SitePhones.Open(settings, Secrets, time, loggers);
        var windows = new QuartzWindowClock();
        var setup = new ReconcileSetup
        {
            Mirror = mirror,
            Verifier = RepositorySetup.Verifier(settings, mirror),
            SitePath = settings.Repository.Path,
            Reader = new FleetReader(Specs(directory, loggers), windows) { Memory = new FleetMemory(), Judged = Judged(directory, loggers) },
            States = new StateStore(state),
            KeptDirectory = directory,
            Controls = new Controls(state),
            Manifests = new ManifestStore(state),
            Roots = roots,
            Locks = new RootLocks([.. roots.All.Select(r => r.Root)], time),
            Keys = new HostKeys(key, previousKey, Secrets),
            Activation = Activate(settings, time, loggers),
            Phones = phones?.Book,
            AsteriskInclude = settings.Asterisk.Include,
            Drift = settings.Drift,
            Windows = windows,
            Guard = new GuardThresholds(settings.Guard.MaxRemoved, settings.Guard.MinimumFleet) { AlwaysAsks = settings.Guard.AlwaysAsks },
            Reviewers = RepositorySetup.Reviewers(settings, mirror),
            Policy = settings.Policy,
            Recorder = new StatusRecorder(RepositorySetup.Status(settings, environment, time), settings.Status.Branch, settings.Status.Log),
            Time = time,
            Logger = loggers.CreateLogger<ReconcileRun>(),
        };
        return new SiteAgent(mirror, setup, phones);
    }

    /// <summary>The same for those who run it: where the host lacks what it needs, the state says so from then on.</summary>
    public static SiteAgent OpenToRun(AgentSettings settings, IReadOnlyDictionary<string, string> environment, TimeProvider time, ILoggerFactory loggers)
    {
        try
        {
            return Open(settings, environment, time, loggers);
        }
        catch (HostConfigurationException exception)
        {
            new AttemptStore(settings.State.Open(), time).Refuse(exception.Message);
            throw;
        }
    }

    /// <summary>One run from Fetch to Record, after which somebody follows the phones.</summary>
    public Task<RunOutcome> RunAsync(CancellationToken cancellationToken) => _run.RunAsync(cancellationToken);

    /// <summary>A run that takes a rollout further without looking for a new commit.</summary>
    public Task<RunOutcome> AdvanceAsync(CancellationToken cancellationToken) => _run.AdvanceAsync(cancellationToken);

    /// <summary>A run that neither fetches nor applies a commit, and looks for what was changed by hand.</summary>
    public Task<RunOutcome> CheckDriftAsync(CancellationToken cancellationToken) => _run.CheckDriftAsync(cancellationToken);

    /// <summary>One run that nothing goes on after: it tells phones and looks at them itself, as far as a short time allows; the next run goes on.</summary>
    public Task<RunOutcome> RunOnceAsync(CancellationToken cancellationToken) => _phones is null
        ? RunAsync(cancellationToken)
        : _runs.Create(token => _phones.Follower.FollowAsync(LongestNotifying, token)).RunAsync(cancellationToken);

    /// <summary>Looks at the phones and tells those that lag; while the site is suspended, it only looks.</summary>
    public Task<FollowResult> FollowPhonesAsync(SitePhones phones, CancellationToken cancellationToken) =>
        phones.Follower.FollowAsync(_setup.Controls.Read(Control.Suspend) is null ? LongestNotifying : TimeSpan.Zero, cancellationToken);

    /// <summary>The event that the rollout under way waits for.</summary>
    public RolloutOutlook ForeseeRollout() => _runs.Foresight.ForeseeRollout();

    /// <summary>Files that this host would render otherwise than they are published; null: nothing. Nothing is written.</summary>
    public HostChange? ForeseeHostChange() => _runs.Foresight.ForeseeHostChange();

    /// <summary>The secrets of a site on this host.</summary>
    public ISecretSource Secrets(string site) => _setup.Keys.Secrets(site);

    /// <summary>The fleet that is served; null: nothing was published yet, or its commit cannot be read.</summary>
    public Fleet? ReadPublished() => _setup.States.Load().Published is { } commit && _mirror.Contains(commit)
        ? _setup.Reader.Read(_mirror.OpenTree(commit, _setup.SitePath), commit).Fleet
        : null;

    /// <summary>Sets a foreign file in the served root aside, or a folder where that is meant, and says where it is kept.</summary>
    public async Task<string> AdoptAsync(string name, bool isFolderMeant, CancellationToken cancellationToken)
    {
        using var held = await _setup.Locks.AcquireAsync(cancellationToken);
        var published = (_setup.Manifests.Load() ?? Manifest.Empty).ByPath(ArtifactTarget.Served);
        return Roots.Served.Adopt(name, [.. published.Values], _setup.KeptDirectory, isFolderMeant);
    }

    public void Dispose() => _mirror.Dispose();

    public async ValueTask DisposeAsync()
    {
        Dispose();
        if (_phones is not null)
        {
            await _phones.DisposeAsync();
        }
    }

    private static SpecLoader Specs(string directory, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger<SpecLoader>();
        return new SpecLoader(new SpecCache(), new DocumentIndex(Path.Combine(directory, "documents"), why => logger.LogWarning("{Why}", why)));
    }

    private static JudgedFile Judged(string directory, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger<JudgedFile>();
        return new JudgedFile(Path.Combine(directory, "judged"), why => logger.LogWarning("{Why}", why));
    }

    private static void CreateState(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new PublishFailedException($"The state directory {directory} cannot be made ({exception.Message.TrimEnd('.')}); let the agent's user make it, or make it for him.", directory, exception);
        }
    }

    private static PublishedRoots Publish(AgentSettings settings, MasterKey key, TimeProvider time)
    {
        var namingKey = key.DirectoryNameKey;
        return new PublishedRoots(
            Store(ArtifactTarget.Served, settings.Served.Directory, settings.Served.Group),
            Store(ArtifactTarget.Asterisk, settings.Asterisk.Directory, settings.Asterisk.Group),
            settings.Dhcp is { } dhcp ? Store(ArtifactTarget.Dhcp, dhcp.Directory, null) : null);

        GenerationStore Store(ArtifactTarget target, string directory, string? group) =>
            new(new PublishedRoot(target, directory) { Group = group }, namingKey, time);
    }

    private static Activation? Activate(AgentSettings settings, TimeProvider time, ILoggerFactory loggers)
    {
        if (settings.Asterisk.Ami is not { } ami)
        {
            return null;
        }

        return new Activation(async cancellationToken =>
        {
            var connection = await AmiEndpoint.FromSecretFileAsync(ami.Host, ami.Port, ami.Username, ami.SecretFile, cancellationToken);
            return new AmiPbxControl(connection with { NeedsNotify = settings.Phones.Resync == ResyncMode.Notify }, time, loggers.CreateLogger<AmiPbxControl>());
        });
    }
}
