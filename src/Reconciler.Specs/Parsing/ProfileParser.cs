using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads a profile.</summary>
internal static class ProfileParser
{
    public static ProfileSpec? Parse(MapNode document, FileFindings findings)
    {
        var reader = new MapReader(document, findings);
        var name = reader.Text("name", TextRules.Name);
        var known = name?.Value ?? "";
        var spec = new ProfileSpec
        {
            Location = reader.Location,
            Digest = SpecDigest.Of(document),
            Name = name ?? new Located<string>(known, reader.Location),
            Extends = reader.Texts("extends", TextRules.Name),
            Settings = SettingsParser.Parse(reader, $"profile/{known}"),
            Keys = new KeyParser(reader, $"profile/{known}").Parse("keys"),
            Models = ParseModels(reader, known),
        };
        return name is null ? null : spec;
    }

    private static ImmutableArray<ModelParametersSpec> ParseModels(MapReader reader, string name)
    {
        if (reader.Map("models") is not { } models)
        {
            return [];
        }

        var found = ImmutableArray.CreateBuilder<ModelParametersSpec>();
        foreach (var entry in models.Entries)
        {
            if (PhoneModel.TryParse(entry.Key.Text, out var model) && models.Map(entry.Key.Text) is { } settings)
            {
                var parameters = new ParameterParser(reader.Findings, $"profile/{name}/{model.Name}");
                found.Add(new ModelParametersSpec(models.Locate(model, entry.Key), parameters.Parse(settings.Map("parameters"))));
            }
        }

        return found.ToImmutable();
    }
}
