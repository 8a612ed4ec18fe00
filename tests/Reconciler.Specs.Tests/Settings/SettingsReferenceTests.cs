using System.Text;
using System.Text.Json;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Settings;
using Reconciler.Specs.Schemas;

using Reconciler.Testing;
namespace Reconciler.Specs.Tests.Settings;

/// <summary>The schemas and docs/settings.md have just the fields that are declared.</summary>
public sealed class SettingsReferenceTests
{
    private static readonly string Page = Path.Combine(Checkout.Root, "docs", "settings.md");
    private static readonly string[] Families = ["SPA504G", "SPA514G", "SPA525G2"];

    [Theory]
    [InlineData("profile")]
    [InlineData("phone")]
    public void Schema_HasJustTheFieldsThatAreDeclared(string name)
    {
        using var schema = JsonDocument.Parse(SchemaStore.ReadText(name));
        var definitions = schema.RootElement.GetProperty("definitions");

        var keys = SettingFields.BySetting.SelectMany(s => Leaves(s.Setting, definitions.GetProperty(s.Setting)));

        Assert.Equal(SettingFields.All.Select(f => f.Key).Order(StringComparer.Ordinal), keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            SettingFields.All.Select(f => f.Key).Order(StringComparer.Ordinal),
            definitions.GetProperty("factory").GetProperty("items").GetProperty("enum").EnumerateArray().Select(v => v.GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Schema_HasJustTheCountriesWhoseTonesAreKnown()
    {
        using var schema = JsonDocument.Parse(SchemaStore.ReadText("profile"));
        var listed = schema.RootElement.GetProperty("definitions").GetProperty("tones").GetProperty("oneOf")[0].GetProperty("enum").EnumerateArray().Select(v => v.GetString()!);

        Assert.Equal(CountryTones.Countries, listed);
    }

    [Fact]
    public void EveryField_IsOnSomeModel_UnderNamesOfTheCatalogue() =>
        Assert.Empty(SettingFields.All.Where(f => PhoneModel.Usual.All(m => !f.ElementsOn(m).Any())).Select(f => f.Key));

    [Fact]
    public void Page_ListsEveryFieldWithItsElements()
    {
        var text = File.Exists(Page) ? File.ReadAllText(Page) : "";
        var start = text.IndexOf("| key |", StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf("\n\n", start, StringComparison.Ordinal);
        var table = Table();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1" && start >= 0)
        {
            File.WriteAllText(Page, text[..start] + table + text[(end + 1)..]);
            return;
        }

        Assert.True(end > start);
        Assert.Equal(table, text[start..(end + 1)]);
    }

    private static string Table()
    {
        var models = Families.Select(f => PhoneModel.Usual.First(m => m.Name == f)).ToArray();
        var page = new StringBuilder("| key | SPA30x, 50x | SPA51x | SPA525G, 525G2 | taken out again |\n| --- | --- | --- | --- | --- |\n");
        foreach (var field in SettingFields.All)
        {
            page.Append($"| `{field.Key}` | {string.Join(" | ", models.Select(m => Elements(field, m)))} | {string.Join("; ", models.Select(m => Words(field.UnsetOn(m))).OfType<string>().Distinct())} |\n");
        }

        return page.ToString();
    }

    private static string Elements(SettingField field, PhoneModel model) =>
        field.ElementsOn(model).Select(e => $"`{e.Replace("{n}", "n", StringComparison.Ordinal)}`").ToArray() is { Length: > 0 } names ? string.Join(", ", names) : "-";

    private static string? Words(Unset unset) => unset switch
    {
        Unset.Factory => "factory's value",
        Unset.Kept => "stays; `factory`",
        Unset.Unknown => "stays; nobody knows the factory's value",
        _ => null,
    };

    private static IEnumerable<string> Leaves(string path, JsonElement schema)
    {
        var form = schema.TryGetProperty("oneOf", out var forms) ? forms.EnumerateArray().First(f => f.GetProperty("type").ToString() == "object") : schema;
        return form.TryGetProperty("properties", out var properties)
            ? properties.EnumerateObject().SelectMany(p => Leaves($"{path}.{p.Name}", p.Value))
            : [path];
    }
}
