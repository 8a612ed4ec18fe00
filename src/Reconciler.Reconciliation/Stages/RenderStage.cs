using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Policies;
using Reconciler.Reconciliation.Hosts;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Render: what the commit wants on this host, where the host has what it needs.</summary>
internal sealed class RenderStage(HostRenderer renderer, HostKeys keys, HostPolicy policy, PublishedRoots roots) : IStage<CommitContext>
{
    public Task<StageResult> ExecuteAsync(CommitContext context, CancellationToken cancellationToken)
    {
        var plan = context.Plan;
        var host = renderer.Render(plan.Step.Fleet);
        context.Run.Published = plan.Served;
        context.Desired = new DesiredSet
        {
            Commit = context.Commit,
            Main = plan.Step.Main,
            Rollout = plan.Step.Rollout,
            Rendering = host.Rendering,
            Published = plan.Served is null ? null : host.Renderer.Render(plan.Served, host.Rendering.Inputs),
            Plan = plan.Whole,
            PhonesChanged = plan.PhonesChanged,
            Diagnostics = Find(context, host),
            HostInputs = host.Inputs,
            Basis = host.Basis,
        };
        return Task.FromResult(context.Desired.Diagnostics.Any(d => d.Severity == Severity.Error)
            ? RefusalText.Refuse(context.Commit, RefusalCause.Host, context.Desired.Diagnostics)
            : StageResult.Done());
    }

    private ImmutableArray<Diagnostic> Find(CommitContext context, HostView host)
    {
        var step = context.Plan.Step;
        var findings = new DiagnosticList();
        findings.AddRange(context.SpecFindings);
        findings.AddRange(host.Missing);
        findings.AddRange(PolicyRules.Check(context.Fleet, policy));
        findings.AddRange(HostFindings.KeyRotation(keys.Previous, step.Fleet.Site));
        if (!step.GoesBack)
        {
            // Of the waves to come too: found in the middle of a rollout, it would leave it there.
            findings.AddRange(MissingFirmware(step.Fleet).Union(MissingFirmware(EffectiveFleet.Of(context.Fleet))));
        }

        return findings.ToSorted();

        ImmutableArray<Diagnostic> MissingFirmware(EffectiveFleet wanted) => HostFindings.MissingFirmware(context.Plan.Served, wanted, roots.Served.Root.Directory);
    }
}
