using Reconciler.Testing;

namespace Reconciler.Cli.Tests;

public sealed class CommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("validate")]
    [InlineData("plan")]
    [InlineData("comment")]
    [InlineData("explain")]
    [InlineData("render")]
    [InlineData("reconcile")]
    [InlineData("agent")]
    [InlineData("status")]
    [InlineData("phones")]
    [InlineData("resync")]
    [InlineData("reboot")]
    [InlineData("secret")]
    [InlineData("approve")]
    [InlineData("retry")]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("rollback")]
    [InlineData("adopt")]
    [InlineData("init")]
    [InlineData("demo")]
    public async Task Help_OfEveryCommand_ShowsAnExample(string command)
    {
        var program = await Program.RunAsync(command, "--help");

        Assert.Equal(0, program.ExitCode);
        Assert.Contains($"Example: reconciler {command}", program.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("render")]
    public async Task Usage_Wrong_IsExitCode2(params string[] args) => Assert.Equal(2, (await Program.RunAsync(args)).ExitCode);

    [Theory]
    [InlineData("There is no command 'statsu'. Did you mean \"status\"?", "statsu")]
    [InlineData("There is no option '--formt' here. Did you mean \"--format\"?", "status", "--formt", "json")]
    [InlineData("There is no option '--watsh' here. Did you mean \"--watch\"?", "phones", "--watsh")]
    public async Task Usage_TypingError_SaysWhatWasMeantAndNothingElse(string sentence, params string[] args)
    {
        var program = await Program.RunAsync(args);

        Assert.Equal(2, program.ExitCode);
        Assert.StartsWith($"reconciler: {sentence}\nRun ", program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AgentFile_Missing_IsExitCode2() =>
        Assert.Equal(2, (await Program.RunAsync("reconcile", "--config", _folder.PathOf("agent.yaml"))).ExitCode);

    [Fact]
    public async Task AgentFile_UnknownKey_IsExitCode2AtItsPlace()
    {
        var file = _folder.Write("agent.yaml", "repository: { url: /nowhere, brnch: main }\n");

        var program = await Program.RunAsync("reconcile", "--config", file);

        Assert.Equal(2, program.ExitCode);
        Assert.Contains("agent.yaml:1:", program.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Init_NewFolder_ValidatesClean()
    {
        var phones = _folder.PathOf("phones");

        Assert.Equal(0, (await Program.RunAsync("init", phones)).ExitCode);

        Assert.Equal(0, (await Program.RunAsync("validate", phones)).ExitCode);
        Assert.Equal(2, (await Program.RunAsync("init", phones)).ExitCode);
    }

    [Fact]
    public async Task Render_WithoutAKey_MasksSecrets()
    {
        await Program.RunAsync("init", _folder.PathOf("phones"));

        Assert.Equal(0, (await Program.RunAsync("render", _folder.PathOf("phones"), "--out", _folder.PathOf("out"))).ExitCode);

        var pjsip = await File.ReadAllTextAsync(_folder.PathOf("out", "asterisk", "pjsip.conf"), TestContext.Current.CancellationToken);
        Assert.Contains("«secret:extension/201#derive:1»", pjsip, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_ToAPipe_IsRefused() => Assert.Equal(2, (await Program.RunAsync("secret", "151")).ExitCode);

    [Fact]
    public async Task Output_ThatTheDiskDoesNotTake_IsNoFaultOfTheProgram()
    {
        var result = await Processes.RunAsync(
            "/bin/sh", ["-c", "exec \"$@\" >/dev/full", "sh", .. Shipped.Command, "validate", Checkout.PathOf("example-repo")], null, TestContext.Current.CancellationToken);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("reconciler: The output cannot be written (", result.Errors, StringComparison.Ordinal);
    }
}
