using NJsonSchema;
using Reconciler.Agent.Doctor;
using Reconciler.Cli.Output;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Commands;

public sealed class DoctorCommandTests : IDisposable
{
    private readonly OfficeHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task SoundHost_HasNoError()
    {
        _host.OpenToEveryone();
        await _host.ReconcileAsync();
        File.SetUnixFileMode(_host.PathOf("state"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // Nobody serves the office's files here; without them nothing is fetched.
        foreach (var name in Directory.EnumerateFileSystemEntries(_host.Served, "spa*.cfg"))
        {
            File.Delete(name);
        }

        var result = await _host.RunAsync("doctor");

        // Whether a time server keeps the clock of the machine that runs the tests is not theirs to say.
        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        Assert.DoesNotContain("error  ", result.Output, StringComparison.Ordinal);
        Assert.Matches("(This host is sound|0 errors, 1 warnings): [0-9]+ checks", result.Output);
    }

    [Fact]
    public void NoFinding_IsOneLine()
    {
        using var written = new StringWriter();

        ExaminationTextWriter.Write(written, [new CheckReport("disk", []), new CheckReport("fetch", [], "nothing is published yet")], []);

        Assert.Equal("This host is sound: 2 checks; fetch not tried: nothing is published yet.\n", written.ToString());
    }

    [Fact]
    public async Task Fix_MendsWhatItMay_AndSaysWhatIsLeft()
    {
        _host.OpenToEveryone();
        File.SetUnixFileMode(_host.PathOf("master.key"), (UnixFileMode)0b110_100_100);
        _host.WriteAgentFile(more: "http: { listen: \"192.0.2.77:8066\" }");

        var broken = await _host.RunAsync("doctor");
        var mended = await _host.RunAsync("doctor", "--fix");

        Assert.Equal((10, 10), (broken.ExitCode, mended.ExitCode));
        Assert.Contains($"chmod 600 {_host.PathOf("master.key")}\n", broken.Output, StringComparison.Ordinal);
        Assert.Contains("mended: ", mended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("chmod 600", mended.Output, StringComparison.Ordinal);
        Assert.Contains("192.0.2.77 (http.listen) is no address of this host", mended.Output, StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_host.PathOf("master.key")));
    }

    [Fact]
    public async Task Json_FollowsTheSchema()
    {
        var schema = await JsonSchema.FromFileAsync(Checkout.PathOf("schema", "doctor.schema.json"), Token);
        File.Delete(_host.PathOf("master.key"));

        var result = await _host.RunAsync("doctor", "--format", "json");

        Assert.Equal(10, result.ExitCode);
        Assert.Empty(schema.Validate(result.Output).Select(error => $"{error.Path}: {error.Kind}"));
        Assert.Contains("\"check\": \"master key\"", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongAgentFile_IsAUsageError()
    {
        _host.Write("agent.yaml", "repository: {}\n");
        Assert.Equal(2, (await _host.RunAsync("doctor")).ExitCode);
    }
}
