using Reconciler.Testing;

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
        var unshare = Requires.Tool("unshare");
        Requires.Root();
        using var checkout = await PlanCheckout.CreateAsync();
        using var empty = new TemporaryFolder();
        checkout.Edit("phones/sally.yaml", "label: Front desk", "label: Desk");
        var expected = await checkout.PlanAsync("--base", "base", "--format", format, "--files");

        // A network namespace without even a loopback that is up, no home, and a PATH of one empty folder.
        string[] isolated = ["-n", "/usr/bin/env", "-i", $"PATH={empty.FullPath}", $"HOME={empty.FullPath}", "DOTNET_EnableDiagnostics=0"];
        string[] program = [Environment.ProcessPath is { } host && Path.GetFileName(host) == "dotnet" ? host : DotNet(), Path.Combine(AppContext.BaseDirectory, "reconciler.dll")];
        var alone = await Processes.RunAsync(
            unshare, [.. isolated, .. program, "plan", checkout.Site, "--base", "base", "--format", format, "--files"], null, TestContext.Current.CancellationToken);

        Assert.Equal(0, alone.ExitCode);
        Assert.Equal(expected.Out, alone.Output);
        Assert.Empty(Directory.EnumerateFileSystemEntries(empty.FullPath));
    }

    // The runtime that runs this test.
    private static string DotNet() => Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
}
