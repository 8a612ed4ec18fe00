using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>A blf subscribes, and a call is parked, through a registration with the site's Asterisk, so the phone needs at least one.</summary>
internal sealed class BlfRegistrationRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        foreach (var layout in subject.Layouts)
        {
            if (FirstOf(layout) is { } found && !subject.MayBeInPart(SpecKinds.Phones | SpecKinds.Profiles | SpecKinds.Site))
            {
                var (kind, does) = found.Key is BlfKeySpec ? ("blf", "a blf subscribes") : ("park", "calls are parked");
                diagnostics.Add(Codes.BlfWithoutRegistration.At(
                    found.Place, $"{SpecTitle.Of(layout.Spec)} has a {kind} key but no line, and {does} through a registration.", "Give the phone a line."));
            }
        }
    }

    /// <summary>The first blf or park key of a phone without a line; null where there is none, or a line.</summary>
    private static (KeySpec Key, SpecLocation Place)? FirstOf(PhoneLayout layout)
    {
        (KeySpec, SpecLocation)? found = null;
        for (var place = 0; place < layout.UsableKeys; place++)
        {
            var key = layout.KeyAt(place);
            if (key is LineKeySpec)
            {
                return null;
            }

            if (key is BlfKeySpec or ParkKeySpec)
            {
                found ??= (key, place < layout.Spec.Keys.Length ? key.Location : layout.Spec.Location);
            }
        }

        foreach (var key in layout.Spec.Console)
        {
            if (key is BlfKeySpec or ParkKeySpec)
            {
                found ??= (key, key.Location);
            }
        }

        return found;
    }
}
