using Reconciler.Testing.GitServers;

namespace Reconciler.Cli.Tests.Commands;

public sealed class RefusedStatusTests : IDisposable
{
    private const string Password = "canary-5d1e-password";

    private readonly OfficeHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Reconcile_ServerRefusesTheStatusBranch_IsExitCode8AndTheChangeIsLive()
    {
        var hook = Path.Combine(_host.Repository.DirectoryPath, "hooks", "update");
        await File.WriteAllTextAsync(hook, "#!/bin/sh\ncase \"$1\" in refs/heads/status/*) echo no status here >&2; exit 1;; esac\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(hook, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await using var server = await ServeAsync(caFile: "ca.pem");

        var refused = await _host.ReconcileAsync();

        Assert.Equal(8, refused.ExitCode);
        Assert.Contains("hook", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, refused.Errors, StringComparison.Ordinal);
        Assert.Contains(">Anna<", _host.Profile("002584000001"), StringComparison.Ordinal);

        File.Delete(hook);
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        Assert.Single(_host.StatusCommits);
    }

    [Fact]
    public async Task Reconcile_ServerOfAnAuthorityThatNobodyNamed_IsExitCode5()
    {
        await using var server = await ServeAsync(caFile: null);

        var program = await _host.ReconcileAsync();

        Assert.Equal(5, program.ExitCode);
        Assert.Contains("certificate", program.Errors, StringComparison.Ordinal);
    }

    private async Task<GitHttpsServer> ServeAsync(string? caFile)
    {
        var server = await GitHttpsServer.StartAsync(
            Path.GetDirectoryName(_host.Repository.DirectoryPath)!, "agent", Password, TestContext.Current.CancellationToken);
        File.Copy(server.CaFile, _host.PathOf("ca.pem"));
        _host.WriteOwned("git.user", "agent\n");
        _host.WriteOwned("git.password", Password + "\n");
        var authority = caFile is null ? "" : $", caFile: {caFile}";
        _host.WriteAgentFile($"{{ url: \"{server.UrlOf("site.git")}\", credentials: {{ usernameFile: git.user, passwordFile: git.password{authority} }} }}");
        return server;
    }
}
