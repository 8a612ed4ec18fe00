using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>A phone's firmware version has an image for its model in the site's catalogue.</summary>
internal sealed class FirmwareRule : IRule<FleetIndex>
{
    private static readonly HashSet<string> None = [];

    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        if (subject.Site is not { } site)
        {
            return;
        }

        var versions = new Dictionary<PhoneModel, HashSet<string>>();
        foreach (var image in site.Firmware)
        {
            if (!versions.TryGetValue(image.Model, out var known))
            {
                versions.Add(image.Model, known = new HashSet<string>(StringComparer.Ordinal));
            }

            known.Add(image.Version.Value);
        }

        foreach (var phone in subject.Specs.Phones)
        {
            var known = versions.GetValueOrDefault(phone.Model.Value, None);
            if (phone.Firmware is { } version && !known.Contains(version.Value) && !subject.MayBeInPart(SpecKinds.Site))
            {
                diagnostics.Add(Codes.UnknownFirmware.At(
                    version.Location,
                    $"{SpecTitle.Of(phone)} is to run firmware \"{version.Value}\", which the site's catalogue does not have for {phone.Model.Value}.",
                    subject.Suggest(version.Value, known, $"Add it with its image's file name under firmware.{phone.Model.Value} in site.yaml.")));
            }
        }
    }
}
