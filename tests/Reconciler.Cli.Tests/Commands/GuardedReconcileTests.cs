using System.Text.RegularExpressions;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Commands;

public sealed partial class GuardedReconcileTests : IDisposable
{
    private const string OneOfMany = "002584010000";

    private readonly OfficeHost _host = new(OfficeFiles.Many(12));

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task ManyRemoved_IsExitCode4UntilApprovedOnTheHost()
    {
        var refused = await RemoveAsync("extensions/many.yaml", "phones/many.yaml");
        Assert.Equal((4, 4), (refused.ExitCode, (await _host.ReconcileAsync()).ExitCode));
        Assert.NotNull(_host.Profile(OneOfMany));

        Assert.Equal(0, (await _host.RunAsync("approve", HashIn(refused))).ExitCode);
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        Assert.Null(_host.Profile(OneOfMany));
    }

    [Fact]
    public async Task ManyRemoved_IsExitCode4UntilACommitHasTheTrailer()
    {
        var refused = await RemoveAsync("extensions/many.yaml", "phones/many.yaml");
        _host.Repository.Commit($"Yes, remove them\n\nAllow-Plan: {new string('0', 64)}\n", ("README.md", "another plan"));
        Assert.Equal(4, (await _host.ReconcileAsync()).ExitCode);

        _host.Repository.Commit($"Yes, remove them\n\nAllow-Plan: {HashIn(refused)}\n", ("README.md", "fewer phones"));

        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        Assert.Null(_host.Profile(OneOfMany));
    }

    [Fact]
    public async Task FleetEmptied_IsExitCode4AndEveryPhoneStaysServed()
    {
        var refused = await RemoveAsync("phones/many.yaml", "phones/anna.yaml", "phones/ben.yaml");

        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("leaves no phone", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(14, Directory.GetFiles(Path.Combine(_host.Served, "xml")).Length);
    }

    [Fact]
    public async Task Approve_SaysWhetherThePlanWaits()
    {
        var refused = await RemoveAsync("extensions/many.yaml", "phones/many.yaml");

        Assert.StartsWith("Noted:", (await _host.RunAsync("approve", new string('a', 64))).Output, StringComparison.Ordinal);
        Assert.StartsWith("The next run lets", (await _host.RunAsync("approve", HashIn(refused))).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3f5a")]
    [InlineData("not-a-hash")]
    public async Task Approve_OfWhatIsNoHash_IsExitCode2(string text) => Assert.Equal(2, (await _host.RunAsync("approve", text)).ExitCode);

    private async Task<ProcessResult> RemoveAsync(params string[] paths)
    {
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        _host.Repository.Remove("Shrink", paths);
        return await _host.ReconcileAsync();
    }

    private static string HashIn(ProcessResult refused) => Hash().Match(refused.Errors).Value;

    [GeneratedRegex("[0-9a-f]{64}", RegexOptions.NonBacktracking)]
    private static partial Regex Hash();
}
