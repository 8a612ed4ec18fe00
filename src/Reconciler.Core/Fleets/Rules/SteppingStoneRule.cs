using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>
/// Each stepping stone of the firmware catalogue is there, and older than what it leads to: a phone runs the stone because it has something older, and would
/// otherwise be led back to it from its goal. So no chain of them is a circle.
/// </summary>
internal sealed class SteppingStoneRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        if (subject.Site is not { } site)
        {
            return;
        }

        var catalogue = new FirmwareCatalogue(site.Firmware);
        var versions = site.Firmware.GroupBy(image => image.Model).ToDictionary(g => g.Key, g => g.Select(image => image.Version.Value).ToList());
        foreach (var image in site.Firmware)
        {
            if (image.Via is not { } via)
            {
                continue;
            }

            if (catalogue.StoneOf(image) is null)
            {
                if (!subject.MayBeInPart(SpecKinds.Site))
                {
                    diagnostics.Add(Unknown(subject, versions[image.Model], image, via));
                }
            }
            else if (!FirmwareOrder.IsOlder(via.Value, image.Version.Value))
            {
                diagnostics.Add(Codes.SteppingStoneOrder.At(
                    via.Location,
                    $"Firmware \"{image.Version.Value}\" of {image.Model} goes by way of \"{via.Value}\", which is not older: phones would go round in a circle.",
                    "Name a version that comes before it, or leave via out."));
            }
            else if (IsTooLong(catalogue, image))
            {
                diagnostics.Add(Codes.TooManySteppingStones.At(
                    via.Location,
                    string.Create(CultureInfo.InvariantCulture, $"More than {FirmwareCatalogue.MostSteppingStones} stepping stones lead to firmware \"{image.Version.Value}\" of {image.Model}."),
                    "Leave out the versions that a phone can skip."));
            }
        }
    }

    /// <summary>A circle is told of where it closes, not for its length.</summary>
    private static bool IsTooLong(FirmwareCatalogue catalogue, FirmwareImageSpec image)
    {
        var steps = catalogue.StepsTo(image.Model, image.Version.Value);
        return steps.Length - 1 > FirmwareCatalogue.MostSteppingStones
            && steps.Zip(steps.Skip(1)).All(pair => FirmwareOrder.IsOlder(pair.First.Version.Value, pair.Second.Version.Value));
    }

    private static Diagnostic Unknown(FleetIndex index, IReadOnlyCollection<string> versions, FirmwareImageSpec image, Located<string> via) => Codes.UnknownSteppingStone.At(
        via.Location,
        $"Firmware \"{image.Version.Value}\" of {image.Model} goes by way of \"{via.Value}\", which the site's catalogue does not have for {image.Model}.",
        index.Suggest(via.Value, versions, $"Add it with its image's file name under firmware.{image.Model} in site.yaml.", except: image.Version.Value));
}
