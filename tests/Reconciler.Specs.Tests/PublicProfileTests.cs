using Reconciler.Core.Fleets;
using Reconciler.Core.Reading;
using Reconciler.Core.Rendering;
using Reconciler.Core.Secrets;
using Reconciler.Scheduling;
using Reconciler.Specs.Loading;

using Reconciler.Testing;
namespace Reconciler.Specs.Tests;

/// <summary>Whole profiles in the manner of public ones, each for the models that its second line names.</summary>
public sealed class PublicProfileTests
{
    private const string ModelsSign = "# models: ";

    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "Reconciler.Specs.Tests", "PublicProfiles");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.yaml").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_PublicProfile_NothingIsFound(string file)
    {
        var reading = new FleetReader(new SpecLoader(), new QuartzWindowClock()).Read(SiteOf(file), default);

        Assert.Empty(reading.Diagnostics.Select(d => d.ToString()));
        Assert.NotEmpty(new FleetRenderer(new MaskedSecretSource()).Render(EffectiveFleet.Of(reading.Fleet!)).Artifacts);
    }

    [Fact]
    public void Profiles_AreTwenty_OfEveryModel()
    {
        Assert.Equal(20, Files.Count);
        Assert.Equal(PhoneModel.Usual.Select(m => m.Name).Order(StringComparer.Ordinal), Files.SelectMany(f => ModelsOf(f.Data)).Distinct().Order(StringComparer.Ordinal));
    }

    private static MemoryTree SiteOf(string file)
    {
        var profile = Path.GetFileNameWithoutExtension(file);
        var tree = MemoryTree.WithSite().Add($"profiles/{file}", File.ReadAllText(Path.Combine(Folder, file)));
        foreach (var (index, model) in ModelsOf(file).Index())
        {
            tree.Add($"extensions/{index}.yaml", $"extension: {100 + index}\n");
            tree.Add($"phones/{index}.yaml", $"mac: 00:25:84:00:00:{index:x2}\nmodel: {model}\nprofiles: [{profile}]\nkeys: [{100 + index}]\n");
        }

        return tree;
    }

    private static string[] ModelsOf(string file) =>
        File.ReadLines(Path.Combine(Folder, file)).First(line => line.StartsWith(ModelsSign, StringComparison.Ordinal))[ModelsSign.Length..].Split(", ");
}
