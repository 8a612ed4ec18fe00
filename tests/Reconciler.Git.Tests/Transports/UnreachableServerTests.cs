using Reconciler.Core.Sources;
using Reconciler.Git.Access;
using Reconciler.Git.Tests.Mirrors;
using Reconciler.Testing;
using Reconciler.Testing.GitServers;

namespace Reconciler.Git.Tests.Transports;

/// <summary>Alone, since it is the process that has the time-outs: those of these tests would cut off others, whose servers answer.</summary>
[CollectionDefinition(nameof(UnreachableServerTests), DisableParallelization = true)]
[Collection(nameof(UnreachableServerTests))]
public sealed class UnreachableServerTests : IDisposable
{
    private static readonly GitTimeouts Timeouts = new() { Connect = TimeSpan.FromSeconds(3), Idle = TimeSpan.FromSeconds(3) };

    private readonly MirrorHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https")]
    [InlineData("http")]
    [InlineData("git")]
    public async Task Fetch_NobodyListens_IsUnreachable(string scheme)
    {
        var error = await FailAsync($"{scheme}://127.0.0.1:{FreePort.Tcp()}/site.git");

        Assert.Equal(GitFailure.Unreachable, error.Failure);
        Assert.True(error.IsTransient);
    }

    [Fact]
    public async Task Fetch_NobodyListensForSsh_IsUnreachable()
    {
        Requires.Tool("ssh");

        Assert.Equal(GitFailure.Unreachable, (await FailAsync($"ssh://git@127.0.0.1:{FreePort.Tcp()}/site.git")).Failure);
    }

    [Fact]
    public async Task Fetch_HostDoesNotResolve_IsUnreachable() =>
        Assert.Equal(GitFailure.Unreachable, (await FailAsync("https://git.invalid/site.git")).Failure);

    [Theory]
    [InlineData("http")]
    [InlineData("git")]
    [InlineData("https")]
    public async Task Fetch_ServerSaysNothing_TimesOut(string scheme)
    {
        using var server = new SilentServer();

        var error = await FailAsync($"{scheme}://127.0.0.1:{server.Port}/site.git");

        Assert.True(error.Failure == GitFailure.TimedOut, error.Message);
    }

    [Fact]
    public async Task Fetch_SshServerSaysNothing_TimesOut()
    {
        Requires.Tool("ssh");
        using var server = new SilentServer();

        var error = await FailAsync($"ssh://git@127.0.0.1:{server.Port}/site.git");

        Assert.True(error.Failure == GitFailure.TimedOut, error.Message);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("ssh")]
    public async Task Fetch_CancelledWhileTheServerIsSilent_LetsTheCallerGo(string scheme)
    {
        if (scheme == "ssh")
        {
            Requires.Tool("ssh");
        }

        using var server = new SilentServer();
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var sut = _host.Mirror($"{scheme}://127.0.0.1:{server.Port}/site.git", timeouts: new GitTimeouts { Connect = TimeSpan.FromSeconds(8), Idle = TimeSpan.FromSeconds(8) });
        var fetching = sut.FetchAsync(source.Token);
        await Eventually.HoldsAsync("a connection", TimeSpan.FromSeconds(20), () => Task.FromResult(server.HasCaller), Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetching);
        await sut.IdleAsync();
    }

    public void Dispose() => _host.Dispose();

    private async Task<GitUnavailableException> FailAsync(string url) =>
        await Assert.ThrowsAsync<GitUnavailableException>(() => _host.Mirror(url, timeouts: Timeouts).FetchAsync(Token));
}
