using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Reconciliation;

/// <summary>What only the host can see to be wrong with a commit. Judged anew in every run, never remembered by commit.</summary>
public static class HostFindings
{
    /// <summary>
    /// Firmware images that the served root lacks: an error for a version that a phone did not have before, else a warning.
    /// </summary>
    public static ImmutableArray<Diagnostic> MissingFirmware(EffectiveFleet? published, EffectiveFleet desired, string servedDirectory)
    {
        var known = published is null ? [] : published.Phones.Where(p => p.Phone.Firmware is not null)
            .ToDictionary(p => p.Phone.Mac, p => p.Phone.Firmware!.Version.Value);
        var present = new Dictionary<string, bool>(StringComparer.Ordinal);
        var findings = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var (phone, _, _) in desired.Phones)
        {
            if (phone.Firmware is not { } firmware || phone.Spec.Firmware is not { } asked)
            {
                continue;
            }

            var image = desired.Site.Provisioning.FirmwarePath.TrimStart('/') + "/" + firmware.Image.Value;
            if (!present.TryGetValue(image, out var isThere))
            {
                isThere = File.Exists(Path.Combine(servedDirectory, image));
                present.Add(image, isThere);
            }

            if (isThere)
            {
                continue;
            }

            var isNew = !known.TryGetValue(phone.Mac, out var before) || !string.Equals(before, firmware.Version.Value, StringComparison.Ordinal);
            var code = isNew ? Codes.FirmwareImageMissing : Codes.FirmwareImageGone;
            findings.Add(code.At(
                asked.Location,
                $"Phone {phone.Mac.WithColons} is to run firmware {firmware.Version.Value}, but the served root has no {image}.",
                "Put the image there, or take the version back."));
        }

        return findings.ToImmutable();
    }

    /// <summary>Environment values and secret files that the host lacks, at the place of the first spec that asks for each.</summary>
    public static ImmutableArray<Diagnostic> MissingSecrets(ISecretSource secrets, EffectiveFleet fleet)
    {
        if (secrets.Missing.Count == 0)
        {
            return [];
        }

        var places = SecretReferences.Of(fleet).GroupBy(s => s.Value.ToString(), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Min(s => s.Location), StringComparer.Ordinal);
        return
        [
            .. secrets.Missing.Select(missing => Codes.SecretMissing.At(
                places.GetValueOrDefault(missing.Reference.ToString(), fleet.Site.Location), missing.Message, missing.Hint)),
        ];
    }
}
