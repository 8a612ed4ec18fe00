using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Reconciliation;

/// <summary>Read to Guard: finds out what a commit wants here, and whether it may have it. The fleets of the last two commits are kept.</summary>
internal sealed class Desire(ReconcileSetup setup)
{
    private readonly Dictionary<CommitId, FleetReading> _readings = [];

    /// <summary>True when the target is served, activated and rendered from the same inputs, and nobody asked for a retry.</summary>
    public bool IsReached(RunProgress run, CommitId target)
    {
        var state = run.State;
        return state.Published == target
            && state.Activated == target
            && state.Site is { } site
            && setup.Controls.Read(Control.Retry) is null
            && setup.Phones is not { IsMissing: true }
            && setup.Roots.All.All(root => root.CurrentGeneration is not null)
            && (setup.Roots.Asterisk is null || state.ActivatedContent is not null)
            && state.HostInputs == HostInputs.DigestOf(setup, site, state.HostSecrets);
    }

    /// <summary>The desired set of a commit; null, with the refusal, when its specs are invalid, the host lacks what they need, or the guard refuses.</summary>
    public DesiredSet? Read(RunProgress run, CommitId target, out RunOutcome? refusal)
    {
        var reading = ReadCommit(target);
        if (!reading.IsValid)
        {
            refusal = Reject(run, target, "Invalid", reading.Diagnostics);
            return null;
        }

        run.Conditions.True(ConditionType.Valid, "Valid");
        var desired = Render(run, target, reading);
        if (desired.Diagnostics.FirstOrDefault(d => d.Severity == Severity.Error) is { })
        {
            refusal = Reject(run, target, "HostLacks", desired.Diagnostics);
            return null;
        }

        refusal = Guard(run, desired);
        return refusal is null ? desired : null;
    }

    /// <summary>The fleet of a commit that was published; null when it cannot be read any more.</summary>
    public Fleet? ReadPublished(CommitId commit) => setup.Mirror.Contains(commit) ? ReadCommit(commit).Fleet : null;

    /// <summary>What is served now, as a set that can be applied again; null: its commit cannot be read any more, or the host lacks a secret of its.</summary>
    public DesiredSet? ReadServed(RunProgress run)
    {
        if (run.State.Published is not { } commit || ReadPublished(commit) is not { } published)
        {
            return null;
        }

        var fleet = EffectiveFleet.Of(published);
        var secrets = setup.Secrets(fleet.Site.Name.Value);
        var rendering = Renderer(secrets).Render(fleet);
        foreach (var secret in SecretReferences.Of(fleet))
        {
            secrets.Resolve(secret.Value);
        }

        return HostFindings.MissingSecrets(secrets, fleet).IsEmpty
            ? new DesiredSet
            {
                Commit = commit,
                Rendering = rendering,
                Published = rendering,
                Plan = Meaning(fleet, fleet),
                Diagnostics = [],
                HostInputs = HostInputs.DigestOf(setup, fleet.Site.Name.Value, HostInputs.SecretsOf(fleet)),
            }
            : null;
    }

    private FleetReading ReadCommit(CommitId commit)
    {
        if (_readings.TryGetValue(commit, out var known))
        {
            return known;
        }

        var reading = setup.Reader.Read(setup.Mirror.OpenTree(commit, setup.SitePath), commit);
        _readings.Add(commit, reading);
        return reading;
    }

    private static RunOutcome Reject(RunProgress run, CommitId commit, string reason, ImmutableArray<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(d => d.Severity == Severity.Error).ToList();
        var message = $"Commit {commit.Abbreviated} is refused: {errors[0]}{(errors.Count == 1 ? "" : $" (and {errors.Count - 1} more)")}";
        run.Conditions.False(ConditionType.Valid, reason, message);
        return RunOutcome.Rejected(ExitCode.Invalid, commit, message, diagnostics);
    }

    private DesiredSet Render(RunProgress run, CommitId target, FleetReading reading)
    {
        var fleet = EffectiveFleet.Of(reading.Fleet!);
        var published = run.State.Published is { } commit ? ReadPublished(commit) : null;
        Forget(target, run.State.Published);
        var secrets = setup.Secrets(fleet.Site.Name.Value);
        var renderer = Renderer(secrets);
        var rendering = renderer.Render(fleet);
        var publishedFleet = published is null ? null : EffectiveFleet.Of(published);
        run.Published = publishedFleet;
        var hostSecrets = HostInputs.SecretsOf(fleet);
        var hostInputs = HostInputs.DigestOf(setup, fleet.Site.Name.Value, hostSecrets);
        foreach (var secret in SecretReferences.Of(fleet))
        {
            secrets.Resolve(secret.Value);
        }

        var findings = new DiagnosticList();
        findings.AddRange(reading.Diagnostics);
        findings.AddRange(HostFindings.MissingSecrets(secrets, fleet));
        findings.AddRange(HostFindings.MissingFirmware(publishedFleet, fleet, setup.Roots.Served.Root.Directory));
        return new DesiredSet
        {
            Commit = target,
            Rendering = rendering,
            Published = publishedFleet is null ? null : renderer.Render(publishedFleet),
            Plan = Meaning(publishedFleet, fleet),
            Diagnostics = findings.ToSorted(),
            HostInputs = hostInputs,
        };
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
        RevisionTagKey = setup.MasterKey.RevisionTagKey,
        DhcpDirectory = setup.Roots.Dhcp?.Root.Directory,
        WithDhcp = setup.Roots.Dhcp is not null,
    };

    private void Forget(params ReadOnlySpan<CommitId?> kept)
    {
        foreach (var commit in _readings.Keys.ToList())
        {
            if (!kept.Contains(commit))
            {
                _readings.Remove(commit);
            }
        }
    }

    private RunOutcome? Guard(RunProgress run, DesiredSet desired)
    {
        var approvals = new PlanApprovals(setup.Mirror, setup.Controls.ReadLines(Control.Approve), run.State.Published, desired.Commit);
        var verdict = Planning.Guard.Judge(desired.Plan, setup.Guard, approvals.ByHash);
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
}
