using System.Text.Json;

namespace Reconciler.Cli.Tests.Commands;

public sealed class RolloutCommandTests : IDisposable
{
    private const string Anna = "002584000001";
    private const string Waves = "rollout: { waves: [ { canary: [\"00:25:84:00:00:01\"] } ] }\n";

    private readonly OfficeHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData("resume")]
    [InlineData("abort")]
    public async Task Word_WithoutARollout_IsExitCode2_AndNamesWhatHelps(string word)
    {
        await _host.ReconcileAsync();

        var program = await _host.RunAsync("rollout", word);

        Assert.Equal(2, program.ExitCode);
        Assert.Contains("'reconciler rollback COMMIT'", program.Errors, StringComparison.Ordinal);
        Assert.Equal("Nothing to do.\n", (await _host.ReconcileAsync()).Output);
    }

    [Fact]
    public async Task Abort_OfARollout_IsCarriedOutByTheNextRun()
    {
        await _host.ReconcileAsync();
        var before = _host.Profile(Anna);
        _host.Repository.Commit("Waves", ("site.yaml", OfficeFiles.Site + "\n" + Waves), ("phones/anna.yaml", OfficeFiles.Phone("00:25:84:00:00:01", 151, "Anna P.")), ("phones/ben.yaml", OfficeFiles.Phone("00:25:84:00:00:02", 152, "Ben P.")));
        await _host.ReconcileAsync();
        Assert.NotEqual(before, _host.Profile(Anna));

        var program = await _host.RunAsync("rollout", "abort");
        await _host.ReconcileAsync();

        Assert.Equal((0, before), (program.ExitCode, _host.Profile(Anna)));
        using var status = JsonDocument.Parse((await _host.RunAsync("status", "--format", "json")).Output);
        Assert.Equal("aborted", status.RootElement.GetProperty("rollout").GetProperty("state").GetString());
    }
}
