using Reconciler.Core.Asterisk;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Phones;
using Reconciler.Core.Sources;

namespace Reconciler.Core.Fleets;

/// <summary>The pure front of the pipeline, Read to Resolve: what <c>validate</c> stops after and every other command starts with.</summary>
public sealed class FleetReader(ISpecReader specs)
{
    /// <summary>The fleet of a tree and every finding about it. No key, network or program is needed.</summary>
    public FleetReading Read(ISourceTree tree, CommitId? commit)
    {
        var diagnostics = new DiagnosticList();
        var reading = specs.Read(tree);
        diagnostics.AddRange(reading.Diagnostics);

        var resolution = FleetResolver.Resolve(reading.Specs, commit);
        diagnostics.AddRange(resolution.Diagnostics);
        if (resolution.Fleet is { } fleet)
        {
            diagnostics.AddRange(PhoneRules.Check(fleet));
            diagnostics.AddRange(AsteriskRules.Check(fleet));
        }

        return new FleetReading(diagnostics.HasErrors ? null : resolution.Fleet, diagnostics.ToSorted());
    }
}
