using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads an extension.</summary>
internal static class ExtensionParser
{
    private static readonly TimeSpan RingTime = TimeSpan.FromSeconds(60);

    public static ExtensionSpec? Parse(MapNode document, FileFindings findings)
    {
        var reader = new MapReader(document, findings);
        var text = reader.Text("extension", TextRules.ExtensionNumber);
        var valid = ExtensionNumber.TryParse(text?.Value, out var number);
        var place = text?.Location ?? reader.Location;
        var subject = $"extension/{number}";
        var secrets = new SecretParser(findings);
        var ring = reader.Map("ring");
        var spec = new ExtensionSpec
        {
            Location = reader.Location,
            Digest = SpecDigest.Of(document),
            Number = new Located<ExtensionNumber>(number, place),
            Name = reader.Text("name", TextRules.Label),
            Context = reader.Text("context", TextRules.ContextName),
            Secret = secrets.Parse(reader.Node("secret"), SecretKind.Secret, subject) ?? SecretParser.Default(SecretKind.Secret, subject, place),
            PreviousSecret = secrets.ParsePrevious(reader.Node("secret"), SecretKind.Secret, subject),
            Device = reader.Scalar("device")?.Text == "other" ? DeviceKind.Other : DeviceKind.Phone,
            RingTime = ring?.Seconds("seconds", 60) ?? RingTime,
            RingOptions = ring?.Text("options", TextRules.Any) ?? new Located<string>("rT", place),
            Voicemail = reader.Map("voicemail") is { } voicemail ? ParseVoicemail(voicemail, secrets, subject) : null,
            User = reader.Text("user", TextRules.SipUser),
            PickupGroups = ParsePickupGroups(reader),
        };
        return valid ? spec : null;
    }

    private static ImmutableArray<Located<int>> ParsePickupGroups(MapReader reader)
    {
        var one = reader.Integer("pickupGroup");
        if (one is not null && reader.Node("pickupGroups") is { } several)
        {
            reader.Findings.Add(Codes.KeyConflict, several, "The keys \"pickupGroup\" and \"pickupGroups\" exclude each other.", "Keep one of them.");
        }

        return one is { } group ? [group] : reader.Integers("pickupGroups");
    }

    private static VoicemailSpec ParseVoicemail(MapReader voicemail, SecretParser secrets, string subject)
    {
        var pin = secrets.Parse(voicemail.Node("pin"), SecretKind.Pin, subject) ?? SecretParser.Default(SecretKind.Pin, subject, voicemail.Location);
        var locked = voicemail.Map("pin")?.Boolean("locked")?.Value ?? false;
        return new VoicemailSpec(pin, locked, voicemail.Text("email", TextRules.Any), voicemail.Location);
    }
}
