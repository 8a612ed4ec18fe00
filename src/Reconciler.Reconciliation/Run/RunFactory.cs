using Reconciler.Core.Artifacts;
using Reconciler.Reconciliation.Drift;
using Reconciler.Reconciliation.Hosts;
using Reconciler.Reconciliation.Stages;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Run;

/// <summary>Puts the parts of a run together: the one place that knows all of them, and that says which stages there are, in which order.</summary>
public sealed class RunFactory
{
    private readonly ReconcileSetup _setup;
    private readonly AsteriskSide _asterisk;
    private readonly FleetReadings _readings;
    private readonly WaveSteps _waves;
    private readonly HostInputs _inputs;
    private readonly HostRenderer _renderer;
    private readonly HostChangeFinder _hostChanges;
    private readonly ServedSet _served;
    private readonly RolloutDecision _rollouts;
    private readonly ManifestRepair _manifestRepair;

    public RunFactory(ReconcileSetup setup)
    {
        ArgumentNullException.ThrowIfNull(setup);
        _setup = setup;
        _asterisk = new AsteriskSide(setup.Roots.Asterisk, setup.Activation, setup.AsteriskInclude, setup.Policy.Phones ?? []);
        _readings = new FleetReadings(setup.Mirror, setup.Reader, setup.SitePath);
        _waves = new WaveSteps(_readings, setup.Controls, new KeyTurn(setup.Keys), setup.Windows, setup.Time);
        _inputs = new HostInputs(setup.Keys, setup.Roots, setup.Policy, setup.SitePath);
        _renderer = new HostRenderer(setup.Keys, setup.Roots, _inputs);
        _hostChanges = new HostChangeFinder(setup.Keys, setup.Roots, setup.Manifests, _inputs, new HostChangeCauses(setup.Keys, setup.States.Storage.Locate(""), setup.Phones));
        _served = new ServedSet(_waves, _renderer, _hostChanges);
        _rollouts = new RolloutDecision(setup.States, setup.Controls, setup.Phones, setup.Windows, setup.Time);
        _manifestRepair = new ManifestRepair(setup.Manifests, setup.Roots, setup.Logger);
        Foresight = new RunForesight(setup.States, setup.Controls, _rollouts, _served);
    }

    public RunForesight Foresight { get; }

    /// <param name="followPhones">Notifies phones and looks at them within the run, for runs that nothing goes on after; null: somebody else does.</param>
    public ReconcileRun Create(Func<CancellationToken, Task>? followPhones = null)
    {
        var bracket = new RunBracket(_setup.Locks, new AttemptStore(_setup.States.Storage, _setup.Time), _setup.Mirror, _setup.Logger);
        return new ReconcileRun(Stages(followPhones), bracket, _setup.States, () => new RenderedFiles(_setup.Rendered), _setup.Time);
    }

    private RunStages Stages(Func<CancellationToken, Task>? followPhones)
    {
        var pipeline = Pipeline();
        var health = new HealthStage(_asterisk, _served);
        IStage<RunContext>[] looks = _setup.Drift is { } mode ? [health, Drift(mode, pipeline)] : [health];
        IStage<RunContext>[] advance =
        [
            new TargetStage(_setup.Mirror, _setup.Controls),
            new RolloutStage(_rollouts),
            new HeadStage(new RestCheck(_setup.Roots, _setup.Controls, _setup.Phones, _inputs), pipeline, _asterisk),
            new UnfinishedRolloutStage(_setup.Mirror, pipeline),
            .. looks,
        ];
        var sweep = new SweepStage(_setup.Roots);
        var record = new RecordStage(_setup.States, _setup.Recorder, _setup.Controls, new RunHistory(new RolloutNews(_setup.Time, _setup.Logger), _setup.Time), new RunJournal(_setup.States.Storage), _setup.Logger);
        return new RunStages
        {
            Opening = new(new RecoveryStage(new Recovery(_setup.States, _setup.Manifests, _setup.Roots, _manifestRepair), _asterisk), new SuspensionStage(_setup.Controls, _setup.Time)),
            ByKind = new Dictionary<RunKind, StageList<RunContext>>
            {
                [RunKind.Whole] = new([new FetchStage(_setup.Mirror, _setup.Verifier is not null, _setup.Logger), .. advance]),
                [RunKind.Advance] = new([.. advance]),
                [RunKind.DriftCheck] = new([new PublishedStage(), .. looks]),
            },
            WhileSuspended = new(health),
            Closing = followPhones is null ? new(sweep) : new(new FollowPhonesStage(followPhones), sweep),
            Recording = _setup.Phones is { } phones ? new(new PhonesStage(phones), record) : new(record),
        };
    }

    private CommitPipeline Pipeline()
    {
        IStage<CommitContext>[] verify = _setup.Verifier is { } verifier ? [new VerifyStage(verifier, _setup.Mirror)] : [];
        var decide = new StageList<CommitContext>(
        [
            .. verify,
            new ReadStage(_readings, _manifestRepair),
            new WaveStage(_readings, _waves),
            new RenderStage(_renderer, _setup.Keys, _setup.Policy, _setup.Roots),
            new HostGuardStage(_hostChanges, _setup.Controls, _setup.Guard, _setup.Time, _setup.Logger),
            new GuardStage(_readings, _waves, new PlanApprovals(_setup.Mirror, _setup.Controls, _setup.Reviewers), _setup.Mirror, _setup.Guard),
        ]);
        IStage<CommitContext>[] handOver = _setup.Phones is { } phones
            ? [new HandOverStage(phones, _setup.Roots.Served, _setup.Keys.Secrets, _setup.States, _setup.Time)]
            : [];
        var apply = new StageList<CommitContext>(
        [
            new ClaimStage(_setup.Roots, _setup.States, _setup.Controls),
            new StagingStage(_setup.Roots, _setup.Manifests, _setup.States, _setup.Mirror),
            new ActivationStage(_asterisk, _setup.Manifests, _setup.States, _setup.Time),
            new PublicationStage(_setup.Roots, _setup.Manifests, _setup.States),
            .. handOver,
            new ConclusionStage(_setup.States, _setup.Mirror),
        ]);
        return new CommitPipeline(decide, apply);
    }

    private DriftStage Drift(DriftMode mode, CommitPipeline pipeline)
    {
        var memory = new DriftMemory(_setup.States.Storage, _setup.Time);
        var check = new DriftCheck(_setup.Roots, _setup.Activation, () => DriftSeals.Load(_setup.States.Storage, _setup.Time));
        var lookup = new DriftLookup(_setup.Manifests, _manifestRepair, _served, check, _asterisk, _setup.Keys);
        return new DriftStage(mode, _setup.States, lookup, memory, new DriftRepairer(_setup.Roots.Served, pipeline, check, memory, new DriftArchive(Path.Combine(_setup.KeptDirectory, "drift"), _setup.Time)));
    }
}
