using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Reconciliation.Hosts;

/// <summary>Faults of a commit that only the host can see. Judged anew in every run, never remembered by commit.</summary>
public static class HostFindings
{
    /// <summary>
    /// Firmware images that the served root lacks, those of stepping stones too: an error for a version that a phone did not have before, else a warning.
    /// </summary>
    public static ImmutableArray<Diagnostic> MissingFirmware(EffectiveFleet? published, EffectiveFleet desired, string servedDirectory)
    {
        var known = published is null ? [] : published.Phones.Where(p => p.Phone.Firmware is not null)
            .ToDictionary(p => p.Phone.Mac, p => p.Phone.FirmwareSteps.Select(step => step.Version.Value).ToHashSet(StringComparer.Ordinal));
        var present = new Dictionary<string, bool>(StringComparer.Ordinal);
        var findings = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var (phone, _, site) in desired.Phones)
        {
            foreach (var step in phone.FirmwareSteps)
            {
                // Where its profile has it: a phone that waits for its wave keeps the directory of its own commit.
                var image = site.Provisioning.FirmwarePath.TrimStart('/') + "/" + step.Image.Value;
                if (IsThere(image))
                {
                    continue;
                }

                var isNew = known.GetValueOrDefault(phone.Mac)?.Contains(step.Version.Value) != true;
                findings.Add((isNew ? Codes.FirmwareImageMissing : Codes.FirmwareImageGone).At(
                    phone.Spec.Firmware!.Value.Location,
                    $"Phone {phone.Mac.WithColons} is to run firmware {Version(phone, step)}, but the served root has no {image}.",
                    "Put the image there, or take the version back."));
            }
        }

        return findings.ToImmutable();

        bool IsThere(string image)
        {
            if (!present.TryGetValue(image, out var isThere))
            {
                isThere = File.Exists(Path.Combine(servedDirectory, image));
                present.Add(image, isThere);
            }

            return isThere;
        }
    }

    /// <summary>Two passwords a line are what a rotation of the master key is made of.</summary>
    public static ImmutableArray<Diagnostic> KeyRotation(MasterKey? previous, SiteSpec site) => previous is null || site.Asterisk.Channel.Value == SipChannel.Pjsip
        ? []
        : [Codes.KeyRotationChannel.At(
            site.Asterisk.Channel.Location,
            "The agent's file names secrets.previousMasterKeyFile, and with channel sip a line has one password only, so that every phone would lose its lines at once.",
            "Remove secrets.previousMasterKeyFile and approve the change as one for all phones, or use channel pjsip.")];

    private static string Version(Phone phone, FirmwareImageSpec step) =>
        step == phone.Firmware ? step.Version.Value : $"{phone.Firmware!.Version.Value} by way of {step.Version.Value}";

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
