using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Phones.Sections;

/// <summary>Every key of the attendant consoles that the model drives; a unit without a key of ours is switched off.</summary>
internal static class ConsoleSection
{
    public static void Write(ProfileBuilder profile, RenderContext context)
    {
        var console = context.Phone.Console;
        var pickup = context.Site.Features.DirectedPickup is not null;
        var units = 0;
        SpecLocation? last = null;
        for (var unit = 0; unit < context.Model.ConsoleUnits; unit++)
        {
            SpecLocation? used = null;
            for (var k = 0; k < context.Model.KeysOfUnit; k++)
            {
                var index = (unit * context.Model.KeysOfUnit) + k;
                var key = index < console.Length ? console[index] : null;
                used ??= key is null or DisabledKey ? null : key.Location;
                profile.Set("Unit_{u}_Key_{k}", index + 1, KeyFunction.Of(key, pickup, context.OwnLine).Text, key?.Location);
            }

            profile.Set("Unit_{u}_Enable", unit + 1, RenderContext.YesNo(used is not null), used);
            (units, last) = used is null ? (units, last) : (unit + 1, used);
        }

        profile.Set("Number_of_Units", units.ToString(CultureInfo.InvariantCulture), last);
    }
}
