using Reconciler.Core.Sources;
using Reconciler.Testing.GitServers;
using Reconciler.Testing.Repositories;

namespace Reconciler.Git.Tests;

public sealed class SshTests : IAsyncLifetime
{
    private readonly MirrorHost _host = new();
    private readonly TestRepository _repository = TestRepository.With(("site.yaml", "name: hq\n"));
    private GitSshServer? _server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _server = await GitSshServer.StartAsync(Token);

    [Fact]
    public async Task Fetch_ThreeTimes_WorksAndLeavesNoZombie()
    {
        using var sut = CreateSut(_server!.KeyFile, _server.KnownHostsFile);
        await sut.FetchAsync(Token);
        await sut.FetchAsync(Token);
        _repository.Commit("Change", ("site.yaml", "name: two\n"));
        var result = await sut.FetchAsync(Token);

        Assert.Equal(_repository.Head, result.Head.ToString());
        Assert.Empty(Zombies());
    }

    [Fact]
    public async Task Fetch_UnknownHostKey_IsRefused()
    {
        var error = await AssertFailsAsync(GitFailure.HostKeyRejected, CreateSut(_server!.KeyFile, _server.EmptyKnownHostsFile));

        Assert.Contains("not known", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_ChangedHostKey_IsRefused()
    {
        var error = await AssertFailsAsync(GitFailure.HostKeyRejected, CreateSut(_server!.KeyFile, _server.WrongKnownHostsFile));

        Assert.Contains("another host key", error.Message, StringComparison.Ordinal);
        Assert.False(error.IsTransient);
        Assert.Empty(Zombies());
    }

    [Fact]
    public async Task Fetch_WrongKey_IsRefused()
    {
        var error = await AssertFailsAsync(GitFailure.AuthenticationFailed, CreateSut(_server!.OtherKeyFile, _server.KnownHostsFile));

        Assert.Contains("sshKeyFile", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_KeyFileMissing_NamesIt() =>
        await AssertFailsAsync(GitFailure.BadCredentialFile, CreateSut("/nonexistent/key", _server!.KnownHostsFile));

    [Fact]
    public async Task Fetch_NoSuchRepository_SaysSo() => await AssertFailsAsync(
        GitFailure.RepositoryNotFound,
        _host.Mirror(_server!.UrlOf("/nonexistent.git"), credentials: new GitCredentials { SshKeyFile = _server.KeyFile, KnownHostsFile = _server.KnownHostsFile }));

    [Fact]
    public async Task Publish_ToAnSshServer_MakesTheBranch()
    {
        var publisher = new StatusPublisher(
            new StatusPublisherSettings
            {
                Url = Parsed(_server!.UrlOf(_repository.DirectoryPath)),
                Directory = Path.Combine(_host.StateDirectory, "status.git"),
                Credentials = new GitCredentials { SshKeyFile = _server.KeyFile, KnownHostsFile = _server.KnownHostsFile },
                Timeouts = MirrorHost.Timeouts,
            },
            TimeProvider.System);

        await publisher.PublishAsync(StatusPublisherTests.Status("{}"), Token);

        Assert.Equal("{}", _repository.ReadText("status/hq", "status.json"));
        Assert.Empty(Zombies());
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _host.Dispose();
        _repository.Dispose();
    }

    private static RepositoryUrl Parsed(string url) => RepositoryUrl.TryParse(url, out var parsed, out _) ? parsed : throw new ArgumentException("no URL", nameof(url));

    // Children of this process that have ended and that nobody has waited for, and are ssh.
    private static List<string> Zombies() =>
    [
        .. Directory.GetDirectories("/proc")
            .Where(folder => Path.GetFileName(folder).All(char.IsAsciiDigit))
            .Select(process => TextOf(Path.Combine(process, "stat")))
            .Where(stat => stat.Contains($"(ssh) Z {Environment.ProcessId} ", StringComparison.Ordinal)),
    ];

    private static string TextOf(string stat)
    {
        try
        {
            return File.ReadAllText(stat);
        }
        catch (IOException)
        {
            // It ended meanwhile, and was waited for.
            return "";
        }
    }

    private static async Task<GitUnavailableException> AssertFailsAsync(GitFailure failure, GitMirror sut)
    {
        var error = await Assert.ThrowsAsync<GitUnavailableException>(() => sut.FetchAsync(Token));
        Assert.True(error.Failure == failure, error.Message);
        return error;
    }

    private GitMirror CreateSut(string keyFile, string knownHosts) =>
        _host.Mirror(_server!.UrlOf(_repository.DirectoryPath), credentials: new GitCredentials { SshKeyFile = keyFile, KnownHostsFile = knownHosts });
}
