using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>A group rings extensions; a route rings extensions, or one group.</summary>
internal sealed class RingTargetRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        foreach (var group in subject.Specs.Groups)
        {
            Check(subject, diagnostics, group.Ring, group, mayRingGroup: false);
        }

        foreach (var route in subject.Specs.Routes)
        {
            Check(subject, diagnostics, route.Ring, route, mayRingGroup: route.Ring.Length == 1);
        }
    }

    private static void Check(FleetIndex index, DiagnosticList diagnostics, ImmutableArray<Located<string>> ring, Spec owner, bool mayRingGroup)
    {
        foreach (var target in ring)
        {
            if (index.Extensions.ContainsKey(target.Value))
            {
                continue;
            }

            if (!index.Groups.ContainsKey(target.Value))
            {
                if (index.MayBeUnread(SpecKinds.Extensions | SpecKinds.Groups))
                {
                    continue;
                }

                diagnostics.Add(Codes.UnknownRingTarget.At(
                    target.Location,
                    $"{SpecTitle.Of(owner)} rings \"{target.Value}\", which no extension file defines.",
                    index.Suggest(target.Value, index.Extensions.Keys)));
            }
            else if (!mayRingGroup)
            {
                diagnostics.Add(Codes.MixedRing.At(
                    target.Location,
                    $"{SpecTitle.Of(owner)} rings {target.Value}, which is a ring group.",
                    owner is RouteSpec ? "A route rings extensions, or exactly one group." : "A group rings extensions only; name its extensions, or use otherwise."));
            }
        }
    }
}
