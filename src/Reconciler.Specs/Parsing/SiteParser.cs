using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads <c>site.yaml</c>.</summary>
internal static class SiteParser
{
    public static SiteSpec? Parse(MapNode document, FileFindings findings)
    {
        var reader = new MapReader(document, findings);
        var name = reader.Text("name", TextRules.Name);
        var provisioning = ProvisioningParser.Parse(reader.Map("provisioning"));
        var asterisk = AsteriskParser.Parse(reader.Map("asterisk"));
        var features = ParseFeatures(reader);
        var emergency = reader.Texts("emergency", TextRules.DialledText);
        var external = ParseExternal(reader);
        var defaultProfile = reader.Map("defaults")?.Text("profile", TextRules.Name);
        if (name is null || provisioning is null || asterisk is null)
        {
            return null;
        }

        return new SiteSpec
        {
            Location = reader.Location,
            Digest = SpecDigest.Of(document),
            Name = name.Value,
            Provisioning = provisioning,
            Asterisk = asterisk,
            Features = features,
            Emergency = emergency,
            External = external,
            Firmware = ParseFirmware(reader.Map("firmware")),
            DefaultProfile = defaultProfile,
            Rollout = RolloutParser.Parse(reader.Map("rollout")),
            Windows = WindowParser.Parse(reader),
            Models = ParseModels(reader),
            Written = KeyPlaces.Of(document, findings),
        };
    }

    private static FeaturesSpec ParseFeatures(MapReader site)
    {
        var features = site.Map("features");
        return new FeaturesSpec
        {
            Voicemail = Feature("voicemail", "*97"),
            GroupPickup = Feature("groupPickup", "*8"),
            DirectedPickup = Feature("directedPickup", "**"),
            CallPark = Feature("callPark", ""),
            CallUnpark = Feature("callUnpark", ""),
        };

        Located<string>? Feature(string key, string unset)
        {
            var code = features?.Text(key, TextRules.FeatureCode) ?? new Located<string>(unset, (features ?? site).Location);
            return code.Value.Length == 0 ? null : code;
        }
    }

    private static ImmutableArray<Located<NumberRange>> ParseExternal(MapReader site)
    {
        var ranges = ImmutableArray.CreateBuilder<Located<NumberRange>>();
        foreach (var text in site.Texts("external", TextRules.NumberRange))
        {
            var ends = text.Value.Split('-');
            var range = new NumberRange(ends[0], ends[^1]);
            if (NumberRange.ShapeOf(range.First) != NumberRange.ShapeOf(range.Last) || string.CompareOrdinal(range.First, range.Last) > 0)
            {
                site.Findings.AddAt(
                    Codes.WrongForm,
                    text.Location,
                    $"The range {Quoted.Text(text.Value)} must go up, and both its numbers must have the same length, and * and # in the same places.");
                continue;
            }

            ranges.Add(new Located<NumberRange>(range, text.Location));
        }

        return ranges.ToImmutable();
    }

    private static ImmutableArray<FirmwareImageSpec> ParseFirmware(MapReader? firmware)
    {
        var images = ImmutableArray.CreateBuilder<FirmwareImageSpec>();
        foreach (var entry in firmware?.Entries ?? [])
        {
            if (!PhoneModel.TryParse(entry.Key.Text, out var model) || firmware?.Map(entry.Key.Text) is not { } versions)
            {
                continue;
            }

            foreach (var version in versions.Entries)
            {
                var detailed = versions.Map(version.Key.Text);
                if ((detailed?.Node("image") ?? version.Value) is ScalarNode image)
                {
                    images.Add(new FirmwareImageSpec(
                        model, versions.Locate(version.Key.Text, version.Key), versions.Locate(image.Text, image), detailed?.Text("via", TextRules.FirmwareVersion)));
                }
            }
        }

        return images.ToImmutable();
    }

    private static ImmutableArray<PhoneModel> ParseModels(MapReader site)
    {
        var named = site.List("models").OfType<ScalarNode>().Select(node => node.Text).ToHashSet(StringComparer.Ordinal);
        return named.Count == 0 ? PhoneModel.Usual : [.. PhoneModel.All.Where(model => named.Contains(model.Name))];
    }
}
