using Reconciler.Core.Secrets;
using Reconciler.Core.Sources;
using Reconciler.Git.Mirrors;
using Reconciler.Git.Signatures;
using Reconciler.Git.Tests.Mirrors;
using Reconciler.Testing.Repositories;

namespace Reconciler.Git.Tests.Signatures;

/// <summary>Commits that git signed with keys of ssh-keygen and gpg, and forgeries of them.</summary>
public sealed class CommitVerifierTests : IAsyncLifetime
{
    private readonly MirrorHost _host = new();
    private readonly TestRepository _repository = TestRepository.With(("site.yaml", "name: hq\n"));
    private GitMirror _mirror = null!;
    private Signers _signers = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _mirror = _host.Mirror(_repository.DirectoryPath);
        _signers = await Signers.CloneAsync(_repository.DirectoryPath, Token);
    }

    public ValueTask DisposeAsync()
    {
        _signers.Dispose();
        _host.Dispose();
        _repository.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task SshSignature_OfAnAllowedKey_IsTrustedByItsName()
    {
        var key = await _signers.SshKeyAsync("anna", Token);
        _signers.Allow("anna@example.com", key, "namespaces=\"git\"");

        var verdict = await JudgeAsync(await _signers.CommitAsync(key, Token));

        Assert.True(verdict.IsTrusted, verdict.Text);
        Assert.EndsWith("is signed by anna@example.com.", verdict.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoSignature_IsRefusedWithTheCommit()
    {
        var commit = await _signers.CommitAsync(null, Token);

        var verdict = await JudgeAsync(commit);

        Assert.False(verdict.IsTrusted);
        Assert.Equal($"Commit {commit[..10]} has no signature, or more than one.", verdict.Text);
    }

    [Theory]
    [InlineData("valid-before=\"20200101\"")]
    [InlineData("valid-after=\"20990101\"")]
    public async Task SshSignature_OfAKeyThatIsNotForToday_IsRefused(string options)
    {
        var key = await _signers.SshKeyAsync("anna", Token);
        _signers.Allow("anna@example.com", key, options);

        Assert.False((await JudgeAsync(await _signers.CommitAsync(key, Token))).IsTrusted);
    }

    [Fact]
    public async Task SshSignature_OfAKeyForAnotherUse_IsRefused()
    {
        var key = await _signers.SshKeyAsync("anna", Token);
        _signers.Allow("anna@example.com", key, "namespaces=\"file\"");

        Assert.False((await JudgeAsync(await _signers.CommitAsync(key, Token))).IsTrusted);
    }

    [Fact]
    public async Task SshKey_ThatIsTakenAway_CountsNoLonger()
    {
        var key = await _signers.SshKeyAsync("anna", Token);
        _signers.Allow("anna@example.com", key);
        var commit = await _signers.CommitAsync(key, Token);
        Assert.True((await JudgeAsync(commit)).IsTrusted);

        _signers.Allow("ben@example.com", await _signers.SshKeyAsync("ben", Token));
        File.WriteAllLines(_signers.AllowedSigners, File.ReadAllLines(_signers.AllowedSigners).Skip(1));

        Assert.Contains("does not have", (await JudgeAsync(commit)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tree")]
    [InlineData("message")]
    [InlineData("twice")]
    public async Task Signature_MovedToAnotherCommit_IsRefused(string forged)
    {
        var key = await _signers.SshKeyAsync("anna", Token);
        _signers.Allow("anna@example.com", key);
        await _signers.CommitAsync(key, Token);
        var stored = await _signers.GitAsync(["cat-file", "commit", "HEAD"], Token);
        var other = await _signers.GitAsync(["rev-parse", "HEAD~1^{tree}"], Token);
        var signature = stored[stored.IndexOf("gpgsig ", StringComparison.Ordinal)..(stored.IndexOf("-----END SSH SIGNATURE-----", StringComparison.Ordinal) + 28)];
        var text = forged switch
        {
            "tree" => "tree " + other + stored[45..],
            "message" => stored + " and more",
            _ => stored.Replace(signature, signature + signature, StringComparison.Ordinal),
        };
        var id = await _signers.GitAsync(["hash-object", "--literally", "-w", "-t", "commit", "--stdin"], Token, text + "\n");
        await _signers.GitAsync(["push", "--quiet", "--force", "origin", $"{id}:refs/heads/main"], Token);

        Assert.False((await JudgeAsync(id)).IsTrusted);
    }

    [Fact]
    public async Task GpgSignature_OfAKnownKey_IsTrusted_OfOthersNot()
    {
        var known = await _signers.GpgKeyAsync("Anna <anna@example.com>", "never", Token);
        await _signers.ExportGpgAsync(Token);
        var unknown = await _signers.GpgKeyAsync("Eve <eve@example.com>", "never", Token);

        var good = await JudgeAsync(await _signers.CommitByGpgAsync(known, Token), gpg: true);
        var bad = await JudgeAsync(await _signers.CommitByGpgAsync(unknown, Token), gpg: true);

        Assert.EndsWith("is signed by Anna <anna@example.com>.", good.Text, StringComparison.Ordinal);
        Assert.Contains("that the host's file does not have", bad.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GpgSignature_OfARevokedKey_IsRefused()
    {
        var key = await _signers.GpgKeyAsync("Anna <anna@example.com>", "never", Token);
        var commit = await _signers.CommitByGpgAsync(key, Token);
        await _signers.RevokeAsync(key, Token);
        await _signers.ExportGpgAsync(Token);

        Assert.Contains("was revoked", (await JudgeAsync(commit, gpg: true)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_LooksAtMergedBranchesToo_HeadDoesNot()
    {
        var key = await _signers.SshKeyAsync("anna", Token);
        _signers.Allow("anna@example.com", key);
        var served = await _signers.CommitAsync(key, Token);
        await _signers.GitAsync(["checkout", "--quiet", "-b", "side"], Token);
        _signers.Write("side.md", "unsigned\n");
        var unsigned = await _signers.CommitAsync(null, Token);
        await _signers.GitAsync(["checkout", "--quiet", "main"], Token);
        await _signers.GitAsync(["-c", "gpg.format=ssh", "-c", $"user.signingkey={key}", "merge", "--quiet", "--no-ff", "-S", "-m", "merge", "side"], Token);
        await _signers.GitAsync(["push", "--quiet", "origin", "main"], Token);
        var head = await _signers.GitAsync(["rev-parse", "HEAD"], Token);

        var every = await JudgeAsync(head, served, every: true);

        Assert.StartsWith($"Commit {unsigned[..10]} has no signature", every.Text, StringComparison.Ordinal);
        Assert.True((await JudgeAsync(head, served)).IsTrusted);
        Assert.True((await JudgeAsync(head, every: true)).IsTrusted);
    }

    [Fact]
    public async Task KeyFile_ThatIsMissing_IsTheHostsFault()
    {
        File.Delete(_signers.AllowedSigners);

        var error = await Assert.ThrowsAsync<HostConfigurationException>(async () => await JudgeAsync(await _signers.CommitAsync(null, Token)));

        Assert.Contains("there is no file", error.Message, StringComparison.Ordinal);
    }

    private async Task<SignatureVerdict> JudgeAsync(string commit, string? since = null, bool every = false, bool gpg = false)
    {
        await _mirror.FetchAsync(Token);
        var sut = new CommitVerifier(
            new CommitVerifierSettings
            {
                MirrorDirectory = _host.MirrorDirectory,
                Every = every,
                AllowedSigners = gpg ? null : _signers.AllowedSigners,
                GpgKeys = gpg ? _signers.GpgKeys : null,
            },
            _mirror);
        return await sut.VerifyAsync(since is null ? null : IdOf(since), IdOf(commit), Token);
    }

    private static CommitId IdOf(string sha) => CommitId.TryParse(sha, out var id) ? id : throw new FormatException(sha);
}
