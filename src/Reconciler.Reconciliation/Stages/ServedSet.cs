using Reconciler.Core.Planning;
using Reconciler.Reconciliation.Hosts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>The served commit, as this host would render it today.</summary>
internal sealed class ServedSet(WaveSteps waves, HostRenderer renderer, HostChangeFinder changes)
{
    /// <summary>
    /// As a set that can be applied again; null: its commit cannot be read any more, the host lacks a secret of its, or would render it otherwise: what is put
    /// right must not bring a change of the host with it.
    /// </summary>
    public DesiredSet? Read(ReconcileState state, RenderedFiles files)
    {
        if (state.Published is not { } published || waves.Served(state) is not { } fleet)
        {
            return null;
        }

        var host = renderer.Render(fleet);
        var rollout = state.Rollout;
        return host.Missing.IsEmpty && changes.Find(state, host.Rendering, files) is null
            ? new DesiredSet
            {
                Commit = rollout?.Commit ?? published,
                Main = rollout is { Wave: > 0 } ? rollout.Commit : published,
                Rollout = rollout,
                Rendering = host.Rendering,
                Published = host.Rendering,
                Plan = WavePlan.Between(fleet, fleet),
                PhonesChanged = 0,
                Diagnostics = [],
                HostInputs = host.Inputs,
                Basis = host.Basis,
            }
            : null;
    }

    /// <summary>The change that this host would bring to it; null: none, or its commit cannot be read any more.</summary>
    public HostChange? FindHostChange(ReconcileState state, RenderedFiles files) => changes.MayDiffer(state) && waves.Served(state) is { } fleet
        ? changes.Find(state, renderer.Render(fleet).Rendering, files)
        : null;
}
