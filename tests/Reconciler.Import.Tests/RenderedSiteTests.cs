using Reconciler.Core.Fleets;
using Reconciler.Import.Inputs;
using Reconciler.Testing.Fleets;

namespace Reconciler.Import.Tests;

/// <summary>All that Reconciler itself rendered comes back as specs that render the same.</summary>
public sealed class RenderedSiteTests
{
    [Fact]
    public void Import_OfThousandPhonesThatReconcilerRendered_RendersTheSameFiles()
    {
        var fleet = ImportedSite.Fleet(new FleetGenerator(1000).Files().Select(f => KeyValuePair.Create(f.Path, f.Text)));
        var published = ImportedSite.Render(fleet);

        var result = ImportedSite.Import([.. Files(published, fleet)]);

        Assert.Empty(Told(result));
        var again = ImportedSite.Render(ImportedSite.Fleet(result.Specs), result.Secrets);
        Assert.Equal(published.Keys, again.Keys);
        Assert.Empty(published.Where(f => again[f.Key] != f.Value).Select(f => f.Key).Take(5));
    }

    /// <summary>Each round renders and reads the whole site: a tenth of the phones takes as many.</summary>
    [Fact]
    public void Import_OfTenTimesThePhones_TakesNoMoreRounds()
    {
        var (few, many) = (Import(100), Import(1000));

        Assert.InRange(many.Rounds, 1, few.Rounds + 1);
        Assert.InRange(many.Rounds, 1, 6);

        static ImportResult Import(int phones)
        {
            var fleet = ImportedSite.Fleet(new FleetGenerator(phones).Files().Select(f => KeyValuePair.Create(f.Path, f.Text)));
            return ImportedSite.Import([.. Files(ImportedSite.Render(fleet), fleet)]);
        }
    }

    [Fact]
    public void Import_OfPhonesThatReconcilerRendered_FindsTheirProfiles()
    {
        var fleet = ImportedSite.Fleet(new FleetGenerator(200).Files().Select(f => KeyValuePair.Create(f.Path, f.Text)));

        var result = ImportedSite.Import([.. Files(ImportedSite.Render(fleet), fleet)]);

        Assert.InRange(result.Counts.Profiles, 2, 24);
        Assert.Contains("America/Chicago", result.Specs["profiles/base.yaml"], StringComparison.Ordinal);
    }

    internal static IEnumerable<InputFile> Files(IEnumerable<KeyValuePair<string, string>> published, EffectiveFleet fleet) =>
        published.Where(f => f.Key.StartsWith("xml/", StringComparison.Ordinal) || f.Key.EndsWith(".conf", StringComparison.Ordinal)).Select(f => ImportedSite.File(f.Key, f.Value))
            .Append(ImportedSite.File("inventory.csv", "mac;model;description\n" + string.Concat(fleet.Phones.Select(p => $"{p.Phone.Mac};{p.Phone.Model};{p.Phone.Spec.Description?.Value}\n"))));

    private static List<string> Told(ImportResult result) => [.. result.Findings.Where(f => f.Kind != FindingKind.Note).Select(f => f.ToString()).Take(20)];
}
