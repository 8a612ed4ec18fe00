using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>A blf subscribes through a registration, so its phone needs at least one.</summary>
internal sealed class BlfRegistrationRule : IFleetRule
{
    public void Check(FleetIndex index, DiagnosticList diagnostics)
    {
        foreach (var layout in index.Layouts)
        {
            if (FirstBlf(layout) is { } location)
            {
                diagnostics.Add(Codes.BlfWithoutRegistration.At(
                    location, $"{SpecTitle.Of(layout.Spec)} has a blf key but no line, and a blf subscribes through a registration.", "Give the phone a line."));
            }
        }
    }

    /// <summary>Where the first blf of a phone without a line is; null where there is none, or a line.</summary>
    private static SpecLocation? FirstBlf(PhoneLayout layout)
    {
        SpecLocation? found = null;
        for (var place = 0; place < layout.UsableKeys; place++)
        {
            var key = layout.KeyAt(place);
            if (key is LineKeySpec)
            {
                return null;
            }

            if (key is BlfKeySpec)
            {
                found ??= place < layout.Spec.Keys.Length ? key.Location : layout.Spec.Location;
            }
        }

        foreach (var key in layout.Spec.Console)
        {
            if (found is null && key is BlfKeySpec)
            {
                found = key.Location;
            }
        }

        return found;
    }
}
