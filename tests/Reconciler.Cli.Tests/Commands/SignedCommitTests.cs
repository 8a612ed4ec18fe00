using Reconciler.Testing.Repositories;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>A host that serves signed commits only: the last good state stays until a signed one comes.</summary>
public sealed class SignedCommitTests : IAsyncLifetime
{
    private readonly OfficeHost _host = new();
    private Signers _signers = null!;
    private string _key = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _signers = await Signers.CloneAsync(_host.Repository.DirectoryPath, Token);
        _key = await _signers.SshKeyAsync("anna", Token);
        _signers.Allow("anna@example.com", _key);
        await _signers.CommitAsync(_key, Token);
    }

    public ValueTask DisposeAsync()
    {
        _signers.Dispose();
        _host.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData("head")]
    [InlineData("every")]
    public async Task CommitWithoutSignature_IsExitCode4AndNothingChanges_UntilASignedOneComes(string mode)
    {
        Require(mode);
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        var before = _host.Profile("002584000001");
        await RelabelAsync("Unsigned");
        var unsigned = await _signers.CommitAsync(null, Token);

        var refused = await _host.ReconcileAsync();
        var status = await _host.RunAsync("status");

        Assert.Equal(4, refused.ExitCode);
        Assert.Contains($"Commit {unsigned[..10]} has no signature", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("NotSigned", status.Output + status.Errors, StringComparison.Ordinal);
        Assert.Equal(before, _host.Profile("002584000001"));

        await _signers.GitAsync(["reset", "--quiet", "--soft", "HEAD~1"], Token);
        await _signers.CommitAsync(_key, Token);
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        Assert.Contains("Unsigned", _host.Profile("002584000001"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignedCommitOnAnUnsignedOne_IsRefusedWhereEveryCommitMustBeSigned()
    {
        Require("every");
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        await RelabelAsync("Sneaked in");
        var unsigned = await _signers.CommitAsync(null, Token);
        await _signers.CommitAsync(_key, Token);

        var refused = await _host.ReconcileAsync();

        Assert.Equal(4, refused.ExitCode);
        Assert.Contains(unsigned[..10], refused.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BranchSetBack_IsRefused_UntilRollbackAsksForIt()
    {
        Require("head");
        var old = await _signers.GitAsync(["rev-parse", "HEAD"], Token);
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        await RelabelAsync("Newer");
        await _signers.CommitAsync(_key, Token);
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        await _signers.GitAsync(["push", "--quiet", "--force", "origin", $"{old}:refs/heads/main"], Token);

        var replayed = await _host.ReconcileAsync();
        Assert.Equal(4, replayed.ExitCode);
        Assert.Contains($"set back to {old[..10]}", replayed.Errors, StringComparison.Ordinal);
        Assert.Contains("Newer", _host.Profile("002584000001"), StringComparison.Ordinal);

        Assert.Equal(0, (await _host.RunAsync("rollback", old)).ExitCode);
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        Assert.DoesNotContain("Newer", _host.Profile("002584000001"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ChangeWithoutApproval_IsExitCode4_UntilAReviewersSignedCommitCarriesItsHash()
    {
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        var reviewer = await _signers.SshKeyAsync("rita", Token);
        File.WriteAllText(_host.PathOf("reviewers"), "rita@example.com " + File.ReadAllText(reviewer + ".pub"));
        File.AppendAllText(_host.AgentFile, "\nguard: { require: approval, reviewers: reviewers }\n");
        await RelabelAsync("Reviewed");
        await _signers.CommitAsync(_key, Token);
        var refused = await _host.ReconcileAsync();
        var trailer = "Allow-Plan: " + refused.Errors.Split("approve ")[1][..64];

        await _signers.CommitAsync(_key, Token, trailer);
        var byItsAuthor = await _host.ReconcileAsync();
        await _signers.CommitAsync(reviewer, Token, trailer);
        var byTheReviewer = await _host.ReconcileAsync();

        Assert.Equal([4, 4, 0], [refused.ExitCode, byItsAuthor.ExitCode, byTheReviewer.ExitCode]);
        Assert.Contains("that nobody approved (guard.require)", refused.Errors, StringComparison.Ordinal);
    }

    private void Require(string mode) =>
        File.WriteAllText(_host.AgentFile, File.ReadAllText(_host.AgentFile).Replace("repository: {", $"repository: {{ verify: {{ mode: {mode}, allowedSigners: {_signers.AllowedSigners} }},", StringComparison.Ordinal));

    private Task RelabelAsync(string label)
    {
        _signers.Write("phones/anna.yaml", OfficeFiles.Phone("00:25:84:00:00:01", 151, label));
        return Task.CompletedTask;
    }
}
