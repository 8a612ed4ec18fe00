using Reconciler.Acceptance.Offices;
using Reconciler.Testing;
using Reconciler.Testing.Fleets;

namespace Reconciler.Acceptance;

/// <summary>What the benchmarks run on is a repository that users could have.</summary>
public sealed class FleetGeneratorTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public async Task GeneratedFleet_Validates(int phones)
    {
        using var folder = new TemporaryFolder();
        new FleetGenerator(phones).WriteTo(folder.FullPath);

        var result = await ReconcilerProgram.RunAsync([], ["validate", folder.FullPath], TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == 0, $"validate ended with {result.ExitCode}:\n{result.Output}{result.Errors}");
        Assert.DoesNotContain("warning", result.Output + result.Errors, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void SameSeed_GivesTheSameFiles_AndAnotherSeedOthers()
    {
        var files = new FleetGenerator(100).Files().ToList();

        Assert.Equal(files, new FleetGenerator(100).Files());
        Assert.NotEqual(files, new FleetGenerator(100, seed: 2).Files());
        Assert.Equal(files.Count, files.Select(file => file.Path).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void PathOf_NamesTheFileThatHoldsThePhone()
    {
        var generator = new FleetGenerator(1000);
        var files = generator.Files().ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal);

        Assert.All(
            [0, 1, 399, 400, 999],
            index => Assert.Contains($"mac: \"{FleetGenerator.MacOf(index)}\"", files[FleetGenerator.PathOf(index)], StringComparison.Ordinal));
    }
}
