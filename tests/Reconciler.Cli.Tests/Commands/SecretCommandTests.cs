using System.Text.RegularExpressions;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Commands;

public sealed partial class SecretCommandTests : IDisposable
{
    private readonly OfficeHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Secret_OnATerminal_IsWhatAsteriskHas()
    {
        await _host.ReconcileAsync();

        var secret = await OnATerminalAsync("151");
        var pin = await OnATerminalAsync("151", "--pin");

        var pjsip = await File.ReadAllTextAsync(Path.Combine(_host.Asterisk, "current", "pjsip.conf"), Token);
        var voicemail = await File.ReadAllTextAsync(Path.Combine(_host.Asterisk, "current", "voicemail.conf"), Token);
        Assert.Contains($"password = {DerivedSecret().Match(secret.Output).Value}\n", pjsip, StringComparison.Ordinal);
        Assert.Contains($"151 => {DerivedPin().Match(pin.Output).Value},", voicemail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProfileKey_OnATerminal_OpensThePublishedProfile()
    {
        _host.Repository.Commit("Encrypt", ("site.yaml", OfficeFiles.Site.Replace("provisioning: {", "provisioning: { encrypt: true,", StringComparison.Ordinal)));
        await _host.ReconcileAsync();

        var shown = await OnATerminalAsync("002584000001", "--profile-key");

        var opened = await Processes.RunSuccessfullyAsync(
            Requires.Tool("openssl"),
            ["enc", "-d", "-aes-256-cbc", "-md", "md5", "-in", Path.Combine(_host.Served, "xml", "spa002584000001.xml"), "-pass", "pass:" + DerivedSecret().Match(shown.Output).Value],
            Token);
        Assert.Contains("<Profile_Rule ua=\"na\">[--key $SA] ", opened, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ProfileKey_WhereNothingIsEncrypted_IsExitCode2()
    {
        await _host.ReconcileAsync();

        var program = await OnATerminalAsync("002584000001", "--profile-key");

        Assert.Equal(2, program.ExitCode);
        Assert.Contains("not encrypted", program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secret_ToAPipe_IsExitCode2AndShowsNothing()
    {
        await _host.ReconcileAsync();

        var program = await _host.RunAsync("secret", "151");

        Assert.Equal((2, ""), (program.ExitCode, program.Output));
        Assert.DoesNotMatch(DerivedSecret(), program.Errors);
    }

    [Theory]
    [InlineData("999")]
    [InlineData("152", "--pin")]
    public async Task Secret_ThatDoesNotExist_IsExitCode2(params string[] arguments)
    {
        await _host.ReconcileAsync();

        var program = await OnATerminalAsync(arguments);

        Assert.Equal(2, program.ExitCode);
        Assert.Contains(arguments[0], program.Output, StringComparison.Ordinal);
    }

    // script(1) gives the program a terminal of its own and hands its exit code on.
    private Task<ProcessResult> OnATerminalAsync(params string[] arguments)
    {
        string[] words = [.. Shipped.Command, "secret", .. arguments, "--config", _host.AgentFile];
        return Processes.RunAsync(Requires.Tool("script"), ["-qec", string.Join(' ', words.Select(word => $"'{word}'")), "/dev/null"], null, Token);
    }

    [GeneratedRegex("\\b[A-Za-z0-9]{24}\\b", RegexOptions.NonBacktracking)]
    private static partial Regex DerivedSecret();

    [GeneratedRegex("\\b[0-9]{6}\\b", RegexOptions.NonBacktracking)]
    private static partial Regex DerivedPin();
}
