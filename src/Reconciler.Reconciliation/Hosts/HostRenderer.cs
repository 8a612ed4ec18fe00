using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Rendering;
using Reconciler.Core.Secrets;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Hosts;

/// <summary>Renders fleets with this host's secrets, for its roots. It remembers what the files of the last fleet depend on, so that the next costs what differs.</summary>
internal sealed class HostRenderer(HostKeys keys, PublishedRoots roots, HostInputs inputs)
{
    private readonly DerivedPrints _prints = new();
    private Remembered? _last;

    /// <summary>Each secret that the host may lack is asked for, so that those which are missing are known.</summary>
    public HostView Render(EffectiveFleet fleet)
    {
        var site = fleet.Site.Name.Value;
        var secrets = _prints.Over(keys.Secrets(site), site);
        var renderer = new FleetRenderer(secrets)
        {
            RevisionTagKey = keys.Master.RevisionTagKey,
            PreviousRevisionTagKey = keys.Previous?.RevisionTagKey,
            DhcpDirectory = roots.Dhcp?.Root.Directory,
            WithDhcp = roots.Dhcp is not null,
        };
        List<SecretReference> own = [.. SecretReferences.Of(fleet).Select(s => s.Value).Where(r => r.Origin != SecretOrigin.Derive)];
        own.ForEach(reference => secrets.Resolve(reference));
        var named = HostInputs.SecretsOf(own);
        var digest = inputs.DigestOf(site, named);
        var known = _last is { } last && last.Host == digest ? last.Files : null;
        var rendering = renderer.Render(fleet, known);
        _last = rendering.Inputs is { } files ? new Remembered(digest, files) : null;
        return new HostView(renderer, rendering, digest, RenderingBasis.Of(keys.Master, keys.Previous, secrets, named), HostFindings.MissingSecrets(secrets, fleet));
    }

    private sealed record Remembered(Digest Host, RenderedInputs Files);
}
