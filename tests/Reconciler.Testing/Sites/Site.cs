using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;
using Reconciler.Core.Policies;
using Reconciler.Core.Reading;
using Reconciler.Core.Secrets;
using Reconciler.Core.Sources;
using Reconciler.Git.Mirrors;
using Reconciler.Git.StatusBranches;
using Reconciler.Host.Convergence;
using Reconciler.Host.Pbx;
using Reconciler.Host.Publishing;
using Reconciler.Host.Secrets;
using Reconciler.Host.Storage;
using Reconciler.Reconciliation.Hosts;
using Reconciler.Reconciliation.Run;
using Reconciler.Reconciliation.Stages;
using Reconciler.Reconciliation.Status;
using Reconciler.Scheduling;
using Reconciler.Specs.Index;
using Reconciler.Specs.Loading;
using Reconciler.Testing.Repositories;

namespace Reconciler.Testing.Sites;

/// <summary>A site on the real file system with a real repository; only Asterisk is scripted. Each run is that of a new process.</summary>
public sealed class Site : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<GitMirror> _mirrors = [];

    public Site() => Repository = TestRepository.With(
        ("site.yaml", SmallOffice.Site),
        ("extensions/people.yaml", SmallOffice.Extensions),
        ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna")),
        ("phones/ben.yaml", SmallOffice.Phone("00:25:84:00:00:02", 152, "Ben")),
        ("profiles/base.yaml", SmallOffice.Profile));

    public TestRepository Repository { get; }

    public ScriptedPbx Pbx { get; } = new();

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));

    public IDictionary<string, string> Environment { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>False: files only, as without <c>asterisk.ami</c>.</summary>
    public bool HasPbx { get; set; } = true;

    /// <summary>What the master key's file holds.</summary>
    public byte[] Key { get; set; } = [.. Enumerable.Range(0, 48).Select(i => (byte)(i * 7))];

    /// <summary>What <c>secrets.previousMasterKeyFile</c> holds; null: it is not named.</summary>
    public byte[]? PreviousKey { get; set; }

    public HostPolicy Policy { get; set; } = HostPolicy.Default;

    public string? StatusUrl { get; set; }

    /// <summary>Whether runs hand the phones over to those who tell them.</summary>
    public bool HasPhones { get; set; }

    public PhoneBookStore Phones => new(Storage, TimeProvider.System);

    /// <summary>Writes down what a look at a phone would have found: that it has its profile, with all its lines.</summary>
    public async Task SeeAsync(string mac, PhoneState state = PhoneState.Converged)
    {
        Assert.True(MacAddress.TryParse(mac, out var address));
        Time.Advance(TimeSpan.FromSeconds(2));
        var now = Time.GetUtcNow();
        var phone = Phones.Load().Phones[address];
        var seen = phone with { State = state, StateSince = now, IsWhole = true, Seen = new Sighting("192.0.2.1:5060", $"Cisco/SPA504G-7.6.2 cfg/{phone.Profile.Tag}", now, null) };
        await Phones.UpdateAsync(book => book.With([seen]), TestContext.Current.CancellationToken);
        await PassAsync(TimeSpan.Zero);
    }

    /// <summary>Time passes, and at its end the phones are looked at, as they were found before.</summary>
    public Task PassAsync(TimeSpan time)
    {
        Time.Advance(time);
        return Phones.SaveSummaryAsync(before => before! with { Observed = Time.GetUtcNow() }, TestContext.Current.CancellationToken);
    }

    /// <summary>Null: nobody looks for drift.</summary>
    public DriftMode? Drift { get; set; }

    /// <summary>The agent's log; null: nobody reads it.</summary>
    public ILogger? Logger { get; set; }

    /// <summary>Told of each file that a run renders; null: nobody counts.</summary>
    public Action<Artifact>? Rendered { get; set; }

    public string Served => _folder.MakeFolder("srv");

    public string AsteriskDirectory => _folder.MakeFolder("asterisk");

    public string State => _folder.MakeFolder("state");

    /// <summary>Keeps the state: files in <see cref="State"/>, unless a test has it kept elsewhere.</summary>
    public IStateStorage Storage
    {
        get => field ?? new StateDirectory(State);
        init;
    }

    public Controls Controls => new(Storage);

    /// <summary>What is served; null: the repository's branch.</summary>
    public WatchedRevision? Watched { get; set; }

    public ReconcileState Remembered => new StateStore(Storage).Load();

    /// <summary>What a phone would get; null: not found.</summary>
    public string? Profile(string mac)
    {
        var path = Path.Combine(Served, "xml", $"spa{mac}.xml");
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    public string Dialplan => File.ReadAllText(Path.Combine(AsteriskDirectory, "current", "extensions.conf"));

    /// <summary>One run of a new process.</summary>
    public Task<RunOutcome> RunAsync() => new RunFactory(Setup()).Create().RunAsync(TestContext.Current.CancellationToken);

    public ReconcileSetup Setup()
    {
        var key = new MasterKey(Key);
        var previousKey = PreviousKey is { } bytes ? new MasterKey(bytes) : null;
        var mirror = new GitMirror(new GitMirrorSettings { Url = Url(Repository.DirectoryPath), Watched = Watched ?? WatchedRevision.Branch(Repository.Branch), MirrorDirectory = Path.Combine(State, "mirror.git") });
        _mirrors.Add(mirror);
        var roots = new PublishedRoots(Store(ArtifactTarget.Served, Served), Store(ArtifactTarget.Asterisk, AsteriskDirectory), null);
        var status = new StatusPublisher(new StatusPublisherSettings { Url = Url(StatusUrl ?? Repository.DirectoryPath), Directory = Path.Combine(State, "status.git"), IsWatched = StatusUrl is null }, Time);
        return new ReconcileSetup
        {
            Mirror = mirror,
            SitePath = ".",
            Reader = new FleetReader(new SpecLoader(new SpecCache(), new DocumentIndex(Path.Combine(State, "documents"), why => Assert.Fail(why))), new QuartzWindowClock()) { Memory = new FleetMemory() },
            States = new StateStore(Storage),
            KeptDirectory = State,
            Controls = Controls,
            Manifests = new ManifestStore(Storage),
            Roots = roots,
            Locks = new RootLocks([.. roots.All.Select(r => r.Root)], TimeProvider.System),
            Policy = Policy,
            Keys = new HostKeys(key, previousKey, site => new HostSecretSource(key, site, name => Environment.TryGetValue(name, out var value) ? value : null, null) { PreviousKey = previousKey }),
            Activation = HasPbx ? new Activation(_ => Task.FromResult<IPbxControl>(Pbx)) : null,
            AsteriskInclude = "reconciler",
            Phones = HasPhones ? Phones : null,
            Drift = Drift,
            Windows = new QuartzWindowClock(),
            Guard = new GuardThresholds(0.1, 10),
            Recorder = new StatusRecorder(status, "status/office", Path.Combine(State, "status.jsonl")),
            Time = Time,
            Logger = Logger ?? NullLogger.Instance,
            Rendered = Rendered,
        };

        GenerationStore Store(ArtifactTarget target, string directory) => new(new PublishedRoot(target, directory), key.DirectoryNameKey, Time);
    }

    public void Dispose()
    {
        _mirrors.ForEach(mirror => mirror.Dispose());
        Repository.Dispose();
        _folder.Dispose();
    }

    private static RepositoryUrl Url(string path) => RepositoryUrl.TryParse(path, out var url, out var error) ? url : throw new ArgumentException(error, nameof(path));
}
