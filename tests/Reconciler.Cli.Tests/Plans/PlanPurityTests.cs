namespace Reconciler.Cli.Tests.Plans;

/// <summary>What the documentation promises to those who run <c>plan</c> on a stranger's pull request, held against the program as it ships.</summary>
public sealed class PlanPurityTests
{
    [Theory]
    [InlineData("text")]
    [InlineData("markdown")]
    [InlineData("json")]
    [InlineData("github")]
    public async Task Plan_WithoutNetworkKeyAndPrograms_SaysTheSame(string format)
    {
        using var checkout = await PlanCheckout.CreateAsync();
        checkout.Edit("phones/sally.yaml", "label: Front desk", "label: Desk");
        var expected = await checkout.PlanAsync("--base", "base", "--format", format, "--files");

        var alone = await IsolatedProgram.RunAsync("plan", checkout.Site, "--base", "base", "--format", format, "--files");

        Assert.Equal(0, alone.ExitCode);
        Assert.Equal(expected.Out, alone.Output);
    }
}
