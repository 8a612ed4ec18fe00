using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>A call that nobody takes comes to an end: following <c>otherwise</c> from group to group never leads back. Each circle is reported once.</summary>
internal sealed class DestinationCycleRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        var walkOf = new Dictionary<string, int>(subject.Groups.Count, StringComparer.Ordinal);
        var walk = 0;
        foreach (var start in subject.Specs.Groups)
        {
            walk++;
            var group = start;
            while (walkOf.TryAdd(group.Number.Value.ToString(), walk))
            {
                if (group.Otherwise.Kind != DestinationKind.Group || !subject.Groups.TryGetValue(group.Otherwise.Target ?? "", out var next))
                {
                    break;
                }

                // Met before on this very walk: the circle closes here. Met on an earlier one: already judged.
                if (walkOf.TryGetValue(next.Number.Value.ToString(), out var met) && met == walk)
                {
                    diagnostics.Add(Codes.DestinationCycle.At(
                        group.Otherwise.Location,
                        $"{SpecTitle.Of(group)} hands the call to {SpecTitle.Of(next)}, from which it comes back.",
                        "End one of them in an extension, a voicemail or hangup."));
                }

                group = next;
            }
        }
    }
}
