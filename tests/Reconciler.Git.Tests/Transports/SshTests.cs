using Reconciler.Core.Sources;
using Reconciler.Git.Access;
using Reconciler.Git.Mirrors;
using Reconciler.Git.StatusBranches;
using Reconciler.Git.Tests.Mirrors;
using Reconciler.Git.Tests.StatusBranches;
using Reconciler.Testing;
using Reconciler.Testing.GitServers;
using Reconciler.Testing.Repositories;

namespace Reconciler.Git.Tests.Transports;

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
    public async Task Fetch_KeyWithAPassphrase_IsToldApart()
    {
        var key = Path.Combine(_host.StateDirectory, "locked");
        File.Copy(_server!.KeyFile, key);
        await Processes.RunSuccessfullyAsync(Requires.Tool("ssh-keygen"), ["-q", "-p", "-P", "", "-N", "canary", "-f", key], Token);

        var error = await AssertFailsAsync(GitFailure.BadCredentialFile, CreateSut(key, _server.KnownHostsFile));

        Assert.Contains("passphrase", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("crlf", "CRLF")]
    [InlineData("public", "public key")]
    [InlineData("cut", "cut off")]
    [InlineData("putty", "puttygen")]
    [InlineData("text", "no private key")]
    public async Task Fetch_FileThatIsNoUsableKey_IsToldApart(string kind, string words)
    {
        var whole = await File.ReadAllTextAsync(_server!.KeyFile, Token);
        var key = _host.Secret("key", kind switch
        {
            "crlf" => whole.ReplaceLineEndings("\r\n"),
            "public" => await File.ReadAllTextAsync(_server.KeyFile + ".pub", Token),
            "cut" => whole[..(whole.Length / 2)],
            "putty" => "PuTTY-User-Key-File-3: ssh-ed25519\n",
            _ => "glpat-canary\n",
        });

        var error = await AssertFailsAsync(GitFailure.BadCredentialFile, CreateSut(key, _server.KnownHostsFile));

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_ShallowRepository_SaysHowToMakeItWhole()
    {
        _repository.Commit("Change", ("site.yaml", "name: two\n"));
        var shallow = Path.Combine(_host.StateDirectory, "shallow.git");
        await Processes.RunSuccessfullyAsync(Requires.Tool("git"), ["clone", "-q", "--bare", "--depth", "1", "file://" + _repository.DirectoryPath, shallow], Token);
        var credentials = new GitCredentials { SshKeyFile = _server!.KeyFile, KnownHostsFile = _server.KnownHostsFile };

        var far = await AssertFailsAsync(GitFailure.Unsupported, _host.Mirror(_server.UrlOf(shallow), credentials: credentials));
        var near = await AssertFailsAsync(GitFailure.Unsupported, _host.Mirror(shallow));

        Assert.Contains("git fetch --unshallow", far.Message, StringComparison.Ordinal);
        Assert.Contains("git fetch --unshallow", near.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_RepositoryOfSha256_SaysWhatToMakeInstead()
    {
        var other = Path.Combine(_host.StateDirectory, "sha256.git");
        await Processes.RunSuccessfullyAsync(Requires.Tool("git"), ["init", "-q", "--bare", "--object-format=sha256", other], Token);
        await Processes.RunSuccessfullyAsync(
            Requires.Tool("sh"),
            ["-c", $"cd {other} && T=$(git hash-object -t tree -w /dev/null) && C=$(git -c user.name=a -c user.email=a@b commit-tree -m x $T) && git update-ref refs/heads/main $C"],
            Token);
        var credentials = new GitCredentials { SshKeyFile = _server!.KeyFile, KnownHostsFile = _server.KnownHostsFile };

        var far = await AssertFailsAsync(GitFailure.Unsupported, _host.Mirror(_server.UrlOf(other), credentials: credentials));
        var near = await AssertFailsAsync(GitFailure.Unsupported, _host.Mirror(other));

        Assert.Contains("SHA-256", far.Message, StringComparison.Ordinal);
        Assert.Contains("SHA-256", near.Message, StringComparison.Ordinal);
    }

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

        await publisher.PublishAsync(StatusBranchFixture.Status("{}"), Token);

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
