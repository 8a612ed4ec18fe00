using Reconciler.Core.Fleets;
using Reconciler.Core.Rendering;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Hosts;

/// <summary>Renders fleets with this host's secrets, for its roots.</summary>
internal sealed class HostRenderer(HostKeys keys, PublishedRoots roots, HostInputs inputs)
{
    /// <summary>Each secret is asked for, so that those which are missing are known.</summary>
    public HostView Render(EffectiveFleet fleet, RenderedFiles files)
    {
        var site = fleet.Site.Name.Value;
        var secrets = keys.Secrets(site);
        var renderer = new FleetRenderer(secrets)
        {
            RevisionTagKey = keys.Master.RevisionTagKey,
            PreviousRevisionTagKey = keys.Previous?.RevisionTagKey,
            DhcpDirectory = roots.Dhcp?.Root.Directory,
            WithDhcp = roots.Dhcp is not null,
        };
        foreach (var secret in SecretReferences.Of(fleet))
        {
            secrets.Resolve(secret.Value);
        }

        var named = HostInputs.SecretsOf(fleet);
        return new HostView(
            renderer,
            files.Serve(renderer.Render(fleet)),
            inputs.DigestOf(site, named),
            RenderingBasis.Of(keys.Master, keys.Previous, secrets, named),
            HostFindings.MissingSecrets(secrets, fleet));
    }
}
