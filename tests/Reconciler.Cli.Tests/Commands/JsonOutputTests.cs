using NJsonSchema;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Commands;

public sealed class JsonOutputTests : IDisposable
{
    private readonly OfficeHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Validate_GoodAndBadFiles_FollowTheSchema()
    {
        using var folder = new TemporaryFolder();
        folder.Write("site.yaml", OfficeFiles.Site);
        var good = await Shipped.RunAsync("validate", folder.FullPath, "--format", "json");
        folder.Write("extensions/a.yaml", "extension: 151\nnmae: Anna\nsecret: { value: plain-text-secret }\n");
        folder.Write("extensions/large.yaml", new string('#', (4 << 20) + 1));
        var bad = await Shipped.RunAsync("validate", folder.FullPath, "--format", "json");

        Assert.Equal((0, 3), (good.ExitCode, bad.ExitCode));
        await AssertFollowsAsync("validate", good.Output);
        await AssertFollowsAsync("validate", bad.Output);
        Assert.Contains("\"valid\": true", good.Output, StringComparison.Ordinal);
        Assert.Contains("\"code\": \"REC022\"", bad.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_FromTheFirstMinuteToASuspendedFailure_FollowsTheSchema()
    {
        await AssertStatusAsync("\"site\": null");
        await _host.ReconcileAsync();
        await AssertStatusAsync("\"site\": \"office\"");
        _host.Repository.Commit("Break", ("phones/anna.yaml", "mac: ["));
        await _host.ReconcileAsync();
        await AssertStatusAsync("\"exitCode\": 3");
        await _host.RunAsync("suspend", "--reason", "PBX \"upgrade\"");
        await _host.ReconcileAsync();
        await AssertStatusAsync("\"reason\": \"PBX \\\"upgrade\\\"\"");
        await AssertFollowsAsync("status", _host.Repository.ReadText(OfficeHost.StatusBranch, "status.json")!);
    }

    private async Task AssertStatusAsync(string holds)
    {
        var status = await _host.RunAsync("status", "--format", "json");

        Assert.Equal(0, status.ExitCode);
        await AssertFollowsAsync("status", status.Output);
        Assert.Contains(holds, status.Output, StringComparison.Ordinal);
    }

    // The schema as users have it, from its file.
    private static async Task AssertFollowsAsync(string name, string json)
    {
        var schema = await JsonSchema.FromFileAsync(Checkout.PathOf("schema", name + ".schema.json"), Token);
        Assert.Empty(schema.Validate(json).Select(error => $"{error.Path}: {error.Kind}"));
    }
}
