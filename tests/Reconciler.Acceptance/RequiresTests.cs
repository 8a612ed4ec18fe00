using Reconciler.Testing;

namespace Reconciler.Acceptance;

/// <summary>This program, run where servers are missing: their tests are skipped with what to do, and fail where nothing may be skipped.</summary>
public sealed class RequiresTests
{
    private const string NeedsAsterisk = "Reconciler.Acceptance.Asterisk.ChanSipOn16Tests";
    private const string NeedsNothing = "Reconciler.Acceptance.SimulatedPhone.DialPlanTests";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tests_WithoutTheirServer_AreSkippedAndSayWhatToDo()
    {
        var result = await RunAsync(null);

        Assert.Equal(0, result.ExitCode);
        Assert.Matches("Failed: 0, Skipped: [1-9]", result.Output);
        Assert.Matches("needs (Asterisk 16 in .*: run tests/install|root: run the tests as root), or ", result.Output);
    }

    [Fact]
    public async Task Tests_WithoutTheirServerWhereAllIsRequired_Fail()
    {
        var result = await RunAsync("1");

        Assert.NotEqual(0, result.ExitCode);
        Assert.Matches("Failed: [1-9][0-9]*, Skipped: 0", result.Output);
        Assert.Contains($"{Requires.RequireAllVariable}=1 allows no skip", result.Output, StringComparison.Ordinal);
    }

    private static async Task<ProcessResult> RunAsync(string? requireAll)
    {
        using var empty = new TemporaryFolder();
        var options = new ProcessOptions
        {
            Environment = new Dictionary<string, string?> { [Requires.RequireAllVariable] = requireAll, [Requires.CacheVariable] = empty.FullPath },
        };
        return await Processes.RunAsync(
            Path.Combine(AppContext.BaseDirectory, "Reconciler.Acceptance"), ["-noColor", "-noAutoReporters", "-class", NeedsAsterisk, "-class", NeedsNothing], options, Token);
    }
}
