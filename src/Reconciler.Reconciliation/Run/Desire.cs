using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;
using Reconciler.Core.Policies;
using Reconciler.Core.Reading;
using Reconciler.Core.Rendering;
using Reconciler.Core.Secrets;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Run;

/// <summary>Read to Guard: finds out what a commit wants here, and whether it may have it. The fleets of the last two commits are kept.</summary>
internal sealed class Desire
{
    // Characters of the first finding in the sentence of a refusal; the rest of it is in the findings.
    private const int LongestCause = 1_000;

    private readonly ReconcileSetup _setup;
    private readonly Dictionary<CommitId, FleetReading> _readings = [];
    private readonly RolloutCourse _course;
    private readonly HostChangeStep _hostChanges;

    public Desire(ReconcileSetup setup)
    {
        _setup = setup;
        _course = new RolloutCourse(setup, ReadPublished);
        _hostChanges = new HostChangeStep(setup);
    }

    /// <summary>True when the target is served, activated and rendered from the same inputs, and nobody asked for a retry.</summary>
    public bool IsReached(RunProgress run, CommitId target)
    {
        var state = run.State;
        return RolloutCourse.IsAtRest(state, target)
            && state.Site is { } site
            && _setup.Controls.Read(Control.Retry) is null
            && _setup.Phones is not { IsMissing: true }
            && _setup.Roots.All.All(root => root.CurrentGeneration is not null)
            && (_setup.Roots.Asterisk is null || state.ActivatedContent is not null)
            && state.HostInputs == HostInputs.DigestOf(_setup, site, state.HostSecrets);
    }

    /// <summary>The desired set of a commit; null, with the refusal, when its specs are invalid, the host lacks what they need, or the guard refuses.</summary>
    public DesiredSet? Read(RunProgress run, CommitId target, out RunOutcome? refusal, CancellationToken cancellationToken)
    {
        var reading = ReadCommit(target, cancellationToken);
        if (!reading.IsValid)
        {
            refusal = Reject(run, target, "Invalid", reading.Diagnostics);
            return null;
        }

        run.Conditions.True(ConditionType.Valid, "Valid");

        // Also before anything is published, and after the state was lost: the status is this site's.
        run.State = run.State with { Site = run.State.Site ?? reading.Fleet!.Site.Name.Value };
        var course = Plot(run, reading.Fleet!);
        if (!course.Step.Obstacles.IsEmpty)
        {
            refusal = Reject(run, target, "CannotHold", [.. reading.Diagnostics, .. course.Step.Obstacles]);
            return null;
        }

        var desired = Render(run, target, reading, course);
        if (desired.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { })
        {
            refusal = Reject(run, target, "HostLacks", desired.Diagnostics);
            return null;
        }

        desired = desired with { HostChange = _hostChanges.Find(run.State, () => desired.Published ?? desired.Rendering) };
        refusal = _hostChanges.Judge(run, target, desired.HostChange, desired.Diagnostics);

        // What goes back was served before.
        refusal ??= course.Step.GoesBack ? null : JudgeByGuard(run, desired);
        return refusal is null ? desired : null;
    }

    /// <summary>The fleet of a commit that was published; null when it cannot be read any more.</summary>
    public Fleet? ReadPublished(CommitId commit) => _setup.Mirror.Contains(commit) ? ReadCommit(commit).Fleet : null;

    /// <summary>
    /// What is served now, as a set that can be applied again; null: its commit cannot be read any more, the host lacks a secret of its, or would render
    /// it otherwise: what is put right must not bring a change of the host with it.
    /// </summary>
    public DesiredSet? ReadServed(RunProgress run)
    {
        if (run.State.Published is not { } published || _course.Served(run.State) is not { } fleet)
        {
            return null;
        }

        var host = OnHost(fleet);
        var rollout = run.State.Rollout;
        return host.Missing.IsEmpty && _hostChanges.Find(run.State, () => host.Rendering) is null
            ? new DesiredSet
            {
                Commit = rollout?.Commit ?? published,
                Main = rollout is { Wave: > 0 } ? rollout.Commit : published,
                Rollout = rollout,
                Rendering = host.Rendering,
                Published = host.Rendering,
                Plan = Meaning(fleet, fleet),
                PhonesChanged = 0,
                Diagnostics = [],
                HostInputs = host.Inputs,
                Basis = host.Basis,
            }
            : null;
    }

    /// <summary>What this host would render otherwise of what is served; null: nothing, or its commit cannot be read any more.</summary>
    public HostChange? FindHostChange(ReconcileState state) =>
        _course.Served(state) is { } fleet ? _hostChanges.Find(state, () => OnHost(fleet).Rendering) : null;

    /// <summary>A fleet with this host's secrets, each of which is asked for, so that those which are missing are known.</summary>
    private HostView OnHost(EffectiveFleet fleet)
    {
        var secrets = _setup.Secrets(fleet.Site.Name.Value);
        var renderer = Renderer(secrets);
        foreach (var secret in SecretReferences.Of(fleet))
        {
            secrets.Resolve(secret.Value);
        }

        return new HostView(
            renderer,
            renderer.Render(fleet),
            HostInputs.DigestOf(_setup, fleet.Site.Name.Value, HostInputs.SecretsOf(fleet)),
            RenderingBasis.Of(_setup.MasterKey, _setup.PreviousMasterKey, secrets, HostInputs.SecretsOf(fleet)),
            HostFindings.MissingSecrets(secrets, fleet));
    }

    private FleetReading ReadCommit(CommitId commit, CancellationToken cancellationToken = default)
    {
        if (_readings.TryGetValue(commit, out var known))
        {
            return known;
        }

        var reading = _setup.Reader.ReadUntilStopped(_setup.Mirror.OpenTree(commit, _setup.SitePath), commit, cancellationToken);
        _readings.Add(commit, reading);
        return reading;
    }

    private static RunOutcome Reject(RunProgress run, CommitId commit, string reason, ImmutableArray<Diagnostic> diagnostics)
    {
        var first = diagnostics.First(d => d.Severity == Severity.Error).ToString();
        var errors = diagnostics.ErrorCount();
        var shown = first.Length <= LongestCause ? first : first[..LongestCause] + "…";
        var message = $"Commit {commit.Abbreviated} is refused: {shown}{(errors == 1 ? "" : $" (and {errors - 1} more)")}{PolicyRules.OtherGrants([.. diagnostics.Where(d => d.Severity == Severity.Error)])}";
        run.Conditions.False(ConditionType.Valid, reason, message);
        return RunOutcome.Rejected(ExitCode.Invalid, commit, message, diagnostics);
    }

    /// <summary>Where the site is, where it is to be in the end, and where this run takes it.</summary>
    private Course Plot(RunProgress run, Fleet target)
    {
        var served = _course.Served(run.State);
        var published = run.State.Published is { } commit && ReadPublished(commit) is { } fleet ? EffectiveFleet.Of(fleet) : null;
        var whole = Meaning(published, EffectiveFleet.Of(target));
        var change = run.State.Rollout is null ? new Lazy<Plan>(whole) : new Lazy<Plan>(() => Meaning(served, EffectiveFleet.Of(target)));
        var step = _course.Step(run.State, served, target, change);
        Forget([target.Commit, run.State.Published, .. RolloutCourse.CommitsOf(run.State).Concat(RolloutCourse.CommitsOf(step.Rollout)).Select(c => (CommitId?)c)]);
        var isWhole = run.State.Rollout is null && step.Rollout is null;
        return new Course(served, step, whole, isWhole ? whole.Phones.Length : Meaning(served, step.Fleet).Phones.Length);
    }

    private DesiredSet Render(RunProgress run, CommitId target, FleetReading reading, Course course)
    {
        var (served, step, plan, changed) = course;
        var fleet = step.Fleet;
        var host = OnHost(fleet);
        run.Published = served;
        var findings = new DiagnosticList();
        findings.AddRange(reading.Diagnostics);
        findings.AddRange(host.Missing);
        findings.AddRange(PolicyRules.Check(reading.Fleet!, _setup.Policy));
        findings.AddRange(HostFindings.KeyRotation(_setup.PreviousMasterKey, fleet.Site));
        if (!step.GoesBack)
        {
            // Of the waves to come too: found in the middle of a rollout, it would leave it there.
            findings.AddRange(MissingFirmware(fleet).Union(MissingFirmware(EffectiveFleet.Of(reading.Fleet!))));
        }

        return new DesiredSet
        {
            Commit = target,
            Main = step.Main,
            Rollout = step.Rollout,
            Rendering = host.Rendering,
            Published = served is null ? null : host.Renderer.Render(served),
            Plan = plan,
            PhonesChanged = changed,
            Diagnostics = findings.ToSorted(),
            HostInputs = host.Inputs,
            Basis = host.Basis,
        };

        ImmutableArray<Diagnostic> MissingFirmware(EffectiveFleet wanted) => HostFindings.MissingFirmware(served, wanted, _setup.Roots.Served.Root.Directory);
    }

    // Shown to nobody here: what the guard judges and the hash covers needs no rendering of new phones.
    private static Plan Meaning(EffectiveFleet? from, EffectiveFleet to) => Planner.Create(new PlanRequest
    {
        From = from,
        To = to,
        WithAddedParameters = false,
    });

    private FleetRenderer Renderer(ISecretSource secrets) => new(secrets)
    {
        RevisionTagKey = _setup.MasterKey.RevisionTagKey,
        DhcpDirectory = _setup.Roots.Dhcp?.Root.Directory,
        WithDhcp = _setup.Roots.Dhcp is not null,
    };

    private void Forget(HashSet<CommitId?> kept)
    {
        foreach (var commit in _readings.Keys.ToList())
        {
            if (!kept.Contains(commit))
            {
                _readings.Remove(commit);
            }
        }
    }

    private RunOutcome? JudgeByGuard(RunProgress run, DesiredSet desired)
    {
        var approvals = new PlanApprovals(_setup.Mirror, _setup.Controls.ReadLines(Control.Approve), run.State.Published, desired.Commit);
        var verdict = Guard.Judge(desired.Plan, _setup.Guard, approvals.ByHash, Unreadable(run));
        if (!verdict.Allowed && ApprovedStep(approvals) is { } who)
        {
            verdict = verdict with { Allowed = true, ApprovedBy = who };
        }

        if (verdict.Allowed)
        {
            run.Conditions.True(ConditionType.Allowed, verdict.ApprovedBy is null ? "Allowed" : "Approved", verdict.ApprovedBy ?? "");
            return null;
        }

        var message = $"The guard refused {desired.Commit.Abbreviated}: {string.Join(" ", verdict.Reasons)} To allow it, add the trailer "
            + $"'{ApprovalTrailers.For(desired.Plan)}' to the commit's message, or run 'reconciler approve {desired.Plan.Hash}' on this host.";
        run.Conditions.False(ConditionType.Allowed, "Refused", message);
        return RunOutcome.Rejected(ExitCode.Refused, desired.Commit, message, desired.Diagnostics);
    }

    private string? Unreadable(RunProgress run)
    {
        if (_course.Unreadable(run.State) is not { } commit)
        {
            return null;
        }

        var why = _setup.Mirror.Contains(commit) ? $"is refused by this version: {ReadCommit(commit).Diagnostics.First(d => d.Severity == Severity.Error)}" : "is not in the repository any more.";
        return $"Phones run commit {commit.Abbreviated}, which {why} So nobody can tell what this change takes away from them, and it would go to all of them at once.";
    }

    /// <summary>A reviewer saw the plan of one pull request; when the agent finds several merged at once, the plan of that step is what was approved.</summary>
    private string? ApprovedStep(PlanApprovals approvals)
    {
        foreach (var step in approvals.ByHash.Count == 0 ? [] : approvals.Steps)
        {
            if (step.Parent is { } parent
                && ReadCommit(parent).Fleet is { } from
                && ReadCommit(step.Id).Fleet is { } to
                && approvals.ByHash.TryGetValue(Meaning(EffectiveFleet.Of(from), EffectiveFleet.Of(to)).Hash.ToString(), out var who))
            {
                return who;
            }
        }

        return null;
    }

    private sealed record HostView(FleetRenderer Renderer, FleetRendering Rendering, Digest Inputs, RenderingBasis Basis, ImmutableArray<Diagnostic> Missing);

    private sealed record Course(EffectiveFleet? Served, RolloutStep Step, Plan Plan, int PhonesChanged);
}
