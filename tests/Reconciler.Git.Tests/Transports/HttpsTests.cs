using Reconciler.Core.Sources;
using Reconciler.Git.Access;
using Reconciler.Git.Mirrors;
using Reconciler.Git.Tests.Mirrors;
using Reconciler.Testing.GitServers;
using Reconciler.Testing.Repositories;

namespace Reconciler.Git.Tests.Transports;

public sealed class HttpsTests : IAsyncLifetime
{
    private const string Canary = "canary-7c1f-password";

    private readonly MirrorHost _host = new();
    private readonly TestRepository _repository = TestRepository.With(("site.yaml", "name: hq\n"));
    private GitHttpsServer? _server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _server = await GitHttpsServer.StartAsync(Path.GetDirectoryName(_repository.DirectoryPath)!, "fetcher", Canary, Token);

    [Fact]
    public async Task Fetch_WithPassword_FollowsTheBranch()
    {
        using var sut = CreateSut();
        var first = await sut.FetchAsync(Token);
        var idle = await sut.FetchAsync(Token);
        _repository.Commit("Change", ("site.yaml", "name: two\n"));
        var second = await sut.FetchAsync(Token);

        Assert.False(idle.Moved);
        Assert.Equal(first.Head, second.PreviousHead);
        Assert.Equal("name: two\n", GitMirrorTests.ReadText(sut, second.Head, "site.yaml"));
    }

    [Fact]
    public async Task Fetch_ForcePushAndDeletedBranch_AreSeen()
    {
        using var sut = CreateSut();
        await sut.FetchAsync(Token);
        _repository.ForcePush("Anew", ("site.yaml", "name: other\n"));
        var rewritten = await sut.FetchAsync(Token);
        _repository.DeleteBranch();
        var error = await Assert.ThrowsAsync<GitUnavailableException>(() => sut.FetchAsync(Token));

        Assert.True(rewritten.HistoryRewritten);
        Assert.Equal(GitFailure.BranchDeleted, error.Failure);
        Assert.Equal(rewritten.Head, sut.Head);
    }

    [Fact]
    public async Task Fetch_EmptyRepository_SaysSo()
    {
        _repository.DeleteBranch();

        await AssertFailsAsync(GitFailure.RepositoryEmpty, CreateSut());
    }

    [Fact]
    public async Task Fetch_TokenOfTheEnvironment_IsThePassword()
    {
        var credentials = new GitCredentials { UsernameFile = _host.Secret("username", "fetcher"), Token = new GitToken(Canary), CaFile = _server!.CaFile };

        var result = await _host.Mirror(Url, credentials: credentials).FetchAsync(Token);

        Assert.Equal(_repository.Head, result.Head.ToString());
        Assert.DoesNotContain("canary", credentials.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_WrongPassword_FailsOnceAndClearly()
    {
        var error = await AssertFailsAsync(GitFailure.AuthenticationFailed, CreateSut(password: Canary + "x"));

        Assert.False(error.IsTransient);
        Assert.Contains("passwordFile", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_PasswordRotated_IsReadAnew()
    {
        var sut = CreateSut(password: "old");
        await AssertFailsAsync(GitFailure.AuthenticationFailed, sut);
        _host.Secret("password", Canary + "\n");

        var result = await sut.FetchAsync(Token);

        Assert.Equal(_repository.Head, result.Head.ToString());
    }

    [Fact]
    public async Task Fetch_NoPassword_SaysWhereToPutIt()
    {
        var error = await AssertFailsAsync(GitFailure.AuthenticationFailed, _host.Mirror(Url, credentials: new GitCredentials { CaFile = _server!.CaFile }));

        Assert.Contains("passwordFile", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_PasswordFileMissing_NamesIt()
    {
        var missing = Path.Combine(_host.StateDirectory, "nowhere");

        var error = await AssertFailsAsync(
            GitFailure.BadCredentialFile, _host.Mirror(Url, credentials: new GitCredentials { PasswordFile = missing, CaFile = _server!.CaFile }));

        Assert.Contains(missing, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_UnknownAuthority_IsRefused()
    {
        var sut = _host.Mirror(Url, credentials: Credentials() with { CaFile = null });

        var error = await AssertFailsAsync(GitFailure.CertificateInvalid, sut);

        Assert.Contains("caFile", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_CertificateForAnotherName_IsRefused() =>
        await AssertFailsAsync(GitFailure.CertificateInvalid, _host.Mirror(Url.Replace("127.0.0.1", "127.0.0.2", StringComparison.Ordinal), credentials: Credentials()));

    [Fact]
    public async Task Fetch_NoSuchRepository_SaysSo() =>
        await AssertFailsAsync(GitFailure.RepositoryNotFound, _host.Mirror(_server!.UrlOf("nothing.git"), credentials: Credentials()));

    [Fact]
    public async Task Fetch_RedirectToAnotherHost_DoesNotCarryThePassword() =>
        await AssertFailsAsync(GitFailure.Redirected, _host.Mirror(_server!.UrlOf("moved/site.git"), credentials: Credentials()));

    [Fact]
    public async Task Fetch_ServerGoneAfterAFetch_KeepsHead()
    {
        using var sut = CreateSut();
        var first = await sut.FetchAsync(Token);
        await _server!.StopAsync();

        var error = await AssertFailsAsync(GitFailure.Unreachable, sut);

        Assert.True(error.IsTransient);
        Assert.Equal(first.Head, sut.Head);
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

    private static async Task<GitUnavailableException> AssertFailsAsync(GitFailure failure, GitMirror sut)
    {
        var error = await Assert.ThrowsAsync<GitUnavailableException>(() => sut.FetchAsync(Token));
        Assert.True(error.Failure == failure, error.Message);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.OrdinalIgnoreCase);
        return error;
    }

    private string Url => _server!.UrlOf("site.git");

    private GitCredentials Credentials(string password = Canary) => new()
    {
        UsernameFile = _host.Secret("username", "fetcher\n"),
        PasswordFile = _host.Secret("password", password + "\n"),
        CaFile = _server!.CaFile,
    };

    private GitMirror CreateSut(string password = Canary) => _host.Mirror(Url, credentials: Credentials(password));
}
