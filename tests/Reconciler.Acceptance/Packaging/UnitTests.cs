using Reconciler.Testing;

namespace Reconciler.Acceptance.Packaging;

/// <summary>The systemd units that the package installs.</summary>
public sealed class UnitTests : IDisposable
{
    /// <summary>2.0, in tenths; a service without any of these settings has 9.6.</summary>
    private const string MostExposure = "20";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> All => [.. Directory.EnumerateFiles(Checkout.PathOf("packaging", "systemd")).Select(path => Path.GetFileName(path))];

    public static TheoryData<string> Services => ["reconciler.service", "reconciler-once.service"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(All))]
    public async Task Unit_IsUnderstoodWhole(string name)
    {
        foreach (var unit in All.Select(row => row.Data))
        {
            var text = await File.ReadAllTextAsync(Checkout.PathOf("packaging", "systemd", unit), TestContext.Current.CancellationToken);
            // The program is where the package puts it, and not on the machine that runs the tests.
            _folder.Write(unit, text.Replace("/usr/bin/reconciler", "/bin/true", StringComparison.Ordinal));
        }

        var verified = await AnalyzeAsync("verify", "--man=no", _folder.PathOf(name));

        Assert.Equal((0, ""), (verified.ExitCode, string.Join('\n', verified.Errors.Split('\n').Where(line => line.Contains("reconciler", StringComparison.Ordinal)))));
    }

    [Theory]
    [MemberData(nameof(Services))]
    public async Task Service_IsExposedLittle(string name)
    {
        var judged = await AnalyzeAsync("security", "--offline=true", "--no-pager", "--threshold=" + MostExposure, Checkout.PathOf("packaging", "systemd", name));

        Assert.True(judged.ExitCode == 0, judged.Output + judged.Errors);
        Assert.Contains("Overall exposure level", judged.Output, StringComparison.Ordinal);
    }

    private static Task<ProcessResult> AnalyzeAsync(params string[] arguments) => Processes.RunAsync(Requires.Tool("systemd-analyze"), arguments, null, TestContext.Current.CancellationToken);
}
