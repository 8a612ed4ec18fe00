using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Checks;

/// <summary>The clone's hook, in a repository that <c>init</c> made: the index is judged, whatever the files say.</summary>
public sealed class PreCommitHookTests : IAsyncLifetime
{
    private const string Broken = "extension: 203\nnmae: Cleo\n";

    private readonly TemporaryFolder _folder = new();
    private readonly ProgramFolder _shell = new();

    private string Phones => _folder.PathOf("phones");

    public async ValueTask InitializeAsync()
    {
        Assert.Equal(0, (await Program.RunAsync("init", Phones)).ExitCode);
        await _shell.MustGitAsync(Phones, "config", "core.hooksPath", ".githooks");
        await _shell.MustGitAsync(Phones, "add", "-A");
        await _shell.MustGitAsync(Phones, "commit", "-q", "-m", "Start");
    }

    public ValueTask DisposeAsync()
    {
        _shell.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task InvalidSpecs_AreNotCommitted()
    {
        _folder.Write("phones/extensions/cleo.yaml", Broken);
        await _shell.MustGitAsync(Phones, "add", "-A");

        var commit = await _shell.GitAsync(Phones, "commit", "-m", "Add Cleo");

        Assert.Equal(1, commit.ExitCode);
        Assert.Contains("extensions/cleo.yaml:2:1: error REC", commit.Errors, StringComparison.Ordinal);
        Assert.Contains("pre-commit: the specs are invalid, so nothing is committed.", commit.Errors, StringComparison.Ordinal);
        Assert.Equal("Start", await _shell.MustGitAsync(Phones, "log", "-1", "--format=%s"));
    }

    [Fact]
    public async Task ValidSpecs_AreCommittedAndTheirPlanIsShown()
    {
        _folder.Write("phones/extensions/cleo.yaml", "extension: 203\nname: Cleo\ndevice: other\n");
        await _shell.MustGitAsync(Phones, "add", "-A");

        var commit = await _shell.GitAsync(Phones, "commit", "-m", "Add Cleo");

        Assert.True(commit.ExitCode == 0, commit.Errors);
        Assert.Contains("203", commit.Errors, StringComparison.Ordinal);
        Assert.Equal("Add Cleo", await _shell.MustGitAsync(Phones, "log", "-1", "--format=%s"));
    }

    [Fact]
    public async Task RepairedButNotAdded_IsStillRefused()
    {
        var path = _folder.Write("phones/extensions/cleo.yaml", Broken);
        await _shell.MustGitAsync(Phones, "add", "-A");
        File.Delete(path);

        Assert.Equal(1, (await _shell.GitAsync(Phones, "commit", "-m", "Add Cleo")).ExitCode);
    }

    [Fact]
    public async Task BrokenButNotAdded_DoesNotStandInTheWay()
    {
        _folder.Write("phones/README.md", "Ours\n");
        await _shell.MustGitAsync(Phones, "add", "-A");
        _folder.Write("phones/extensions/cleo.yaml", Broken);

        var commit = await _shell.GitAsync(Phones, "commit", "-m", "Read me");

        Assert.True(commit.ExitCode == 0, commit.Errors);
        Assert.Equal("?? extensions/cleo.yaml", await _shell.MustGitAsync(Phones, "status", "--porcelain"));
    }

    [Fact]
    public async Task CommitOfSomeFiles_IsJudgedByThoseFiles()
    {
        _folder.Write("phones/extensions/cleo.yaml", Broken);
        await _shell.MustGitAsync(Phones, "add", "-A");
        _folder.Write("phones/README.md", "Ours\n");

        var some = await _shell.GitAsync(Phones, "commit", "-m", "Read me", "--only", "README.md");
        var all = await _shell.GitAsync(Phones, "commit", "-m", "All", "-a");

        Assert.True(some.ExitCode == 0, some.Errors);
        Assert.Equal(1, all.ExitCode);
    }

    [Fact]
    public async Task LinkedWorkTree_IsCheckedToo()
    {
        var other = _folder.PathOf("other");
        await _shell.MustGitAsync(Phones, "worktree", "add", "-q", other, "-b", "topic");
        _folder.Write("other/extensions/cleo.yaml", Broken);
        await _shell.MustGitAsync(other, "add", "-A");

        var commit = await _shell.GitAsync(other, "commit", "-m", "Add Cleo");

        Assert.Equal(1, commit.ExitCode);
        Assert.Contains("extensions/cleo.yaml:2:1: error REC", commit.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SiteInASubfolder_IsNamedByTheConfiguration()
    {
        await _shell.MustGitAsync(Phones, "config", "reconciler.site", "hq");
        await _shell.MustGitAsync(Phones, "rm", "-q", "-r", "--cached", "--ignore-unmatch", "extensions");

        var commit = await _shell.GitAsync(Phones, "commit", "-m", "Move");

        Assert.Equal(1, commit.ExitCode);
        Assert.Contains("pre-commit: the specs are invalid", commit.Errors, StringComparison.Ordinal);
    }
}
