using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>At most <see cref="ProfileChains.Limit"/> profiles apply to a phone.</summary>
internal sealed class ProfileCountRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        foreach (var layout in subject.Layouts)
        {
            if (layout.Chain.IsTooLong)
            {
                diagnostics.Add(Codes.TooManyProfiles.At(
                    layout.Spec.Location,
                    $"more than {ProfileChains.Limit} profiles apply to {SpecTitle.Of(layout.Spec)}, extended ones included.",
                    "Join some of them."));
            }
        }
    }
}
