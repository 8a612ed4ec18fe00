using Reconciler.Cli.Tests.Forges;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Checks;

/// <summary>The shell of the CI files, run as the runners run it, with the program as it ships, a clone of real Git and a forge's interface on loopback.</summary>
public sealed class CheckRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ProgramFolder _shell = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Forges => ["github", "gitlab", "gitea"];

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Forges))]
    public async Task GoodChange_PassesAndIsCommentedOn(string forge)
    {
        await using var server = await ForgeServer.StartAsync(forge);
        await ProposeAsync(forge, "Relabel", ("phones/ben.yaml", OfficeFiles.Phone("00:25:84:00:00:02", 152, "Benjamin")));

        var run = await RunAsync(server);
        var faces = forge == "gitlab" ? Path.Combine(Clone, "reconciler-faces") : _folder.PathOf("runner", "faces");
        Assert.Equal(["002584000002.svg"], Directory.GetFiles(faces).Select(Path.GetFileName));
        // The runner of the next check has a temporary folder and a checkout of its own.
        Directory.Delete(faces, recursive: true);
        var again = await RunAsync(server);

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.Equal(0, again.ExitCode);
        var comment = Assert.Single(server.Comments);
        Assert.StartsWith("<!-- reconciler:plan . -->\n## Telephones: phones 1 changed", comment.Body, StringComparison.Ordinal);
        Assert.Contains("Benjamin", comment.Body, StringComparison.Ordinal);
        Assert.Contains("faces</code> that the check keeps: 1<", comment.Body, StringComparison.Ordinal);
        // What happened on the branch since is none of the change's doing.
        Assert.DoesNotContain("Annabel", comment.Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forges))]
    public async Task InvalidSpecs_FailTheCheckAndAreCommentedOn(string forge)
    {
        await using var server = await ForgeServer.StartAsync(forge);
        await ProposeAsync(forge, "Add Cleo", ("extensions/cleo.yaml", "extension: 153\nnmae: Cleo\n"));

        var run = await RunAsync(server);

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("extensions/cleo.yaml", run.Output, StringComparison.Ordinal);
        Assert.Contains("the specs are invalid", Assert.Single(server.Comments).Body, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Forges))]
    public async Task WhatTheGuardRefuses_FailsTheCheckWithTheLineThatLetsItPass(string forge)
    {
        await using var server = await ForgeServer.StartAsync(forge);
        var renamed = ("site.yaml", OfficeFiles.Site.Replace("name: office", "name: branch", StringComparison.Ordinal));
        await ProposeAsync(forge, "Rename the site", renamed);

        var refused = await RunAsync(server);
        var trailer = "Allow-Plan: " + refused.Output.Split("Allow-Plan: ")[1][..64];
        await _shell.MustGitAsync(Clone, "commit", "-q", "--allow-empty", "-m", $"We mean it\n\n{trailer}");

        Assert.Equal(4, refused.ExitCode);
        Assert.Contains(trailer, Assert.Single(server.Comments).Body, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(server)).ExitCode);
        Assert.Single(server.Comments);
    }

    [Fact]
    public async Task PlanOfAGitHubWorkflow_IsInTheSummaryAndAnnotated()
    {
        await using var server = await ForgeServer.StartAsync("github");
        await ProposeAsync("github", "Add Cleo", ("extensions/cleo.yaml", "extension: 153\nnmae: Cleo\n"));

        var run = await RunAsync(server);

        Assert.Contains("::error file=extensions/cleo.yaml,line=2,col=1,title=REC", run.Output, StringComparison.Ordinal);
        Assert.StartsWith("## Telephones: the specs are invalid", await File.ReadAllTextAsync(_folder.PathOf("summary.md"), Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PipelineWithoutAToken_StillJudges()
    {
        await using var server = await ForgeServer.StartAsync("gitlab");
        await ProposeAsync("gitlab", "Relabel", ("phones/ben.yaml", OfficeFiles.Phone("00:25:84:00:00:02", 152, "Benjamin")));

        var run = await RunAsync(server, withToken: false);

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.Empty(server.Requests);
    }

    private string Clone => _folder.PathOf("clone");

    /// <summary>A clone as the runner has it: GitHub checks out the merge of the change into the branch, the others the change itself.</summary>
    private async Task ProposeAsync(string forge, string message, params (string Path, string Text)[] files)
    {
        var origin = _folder.PathOf("origin");
        await _shell.MustGitAsync(_folder.FullPath, "init", "-q", "-b", "main", origin);
        await CommitAsync(
            "Start", ("site.yaml", OfficeFiles.Site), ("extensions/people.yaml", OfficeFiles.Extensions),
            ("phones/anna.yaml", OfficeFiles.Phone("00:25:84:00:00:01", 151, "Anna")), ("phones/ben.yaml", OfficeFiles.Phone("00:25:84:00:00:02", 152, "Ben")));
        await _shell.MustGitAsync(origin, "checkout", "-q", "-b", "topic");
        await CommitAsync(message, files);
        await _shell.MustGitAsync(origin, "checkout", "-q", "-b", "merge", "main");
        await _shell.MustGitAsync(origin, "merge", "-q", "--no-ff", "-m", "Merge", "topic");
        await _shell.MustGitAsync(origin, "checkout", "-q", "main");
        await CommitAsync("Since then", ("phones/anna.yaml", OfficeFiles.Phone("00:25:84:00:00:01", 151, "Annabel")));
        await _shell.MustGitAsync(_folder.FullPath, "clone", "-q", origin, Clone);
        await _shell.MustGitAsync(Clone, "checkout", "-q", "--detach", forge == "github" ? "origin/merge" : "origin/topic");

        async Task CommitAsync(string text, params (string Path, string Text)[] changes)
        {
            foreach (var (path, content) in changes)
            {
                _folder.Write($"origin/{path}", content);
            }

            await _shell.MustGitAsync(origin, "add", "-A");
            await _shell.MustGitAsync(origin, "commit", "-q", "-m", text);
        }
    }

    /// <summary>Runs the steps but for those that bring in the program; a step after a failed one only if it asks for that.</summary>
    private async Task<ProcessResult> RunAsync(ForgeServer server, bool withToken = true)
    {
        var environment = new Dictionary<string, string?>(_shell.Environment) { ["SITE"] = ".", ["RECONCILER_FORGE_TOKEN"] = null };
        foreach (var (name, value) in server.Environment.Where(v => withToken || v.Value != ForgeServer.Token))
        {
            environment[name] = value;
        }

        environment["GITHUB_BASE_REF"] = "main";
        environment["RUNNER_TEMP"] = _folder.MakeFolder("runner");
        environment["GITHUB_STEP_SUMMARY"] = _folder.PathOf("summary.md");
        environment["CI_MERGE_REQUEST_DIFF_BASE_SHA"] = await _shell.MustGitAsync(Clone, "merge-base", "origin/main", "HEAD");
        if (server.Forge == "gitlab")
        {
            return await ShellAsync(environment, new CheckWorkflow(CheckWorkflow.GitLab).Scripts[^1]);
        }

        var workflow = new CheckWorkflow(server.Forge == "github" ? CheckWorkflow.GitHub : CheckWorkflow.Gitea);
        var plan = await ShellAsync(environment, workflow.Run("Plan"));
        var comment = await ShellAsync(environment, workflow.Run("Comment"));
        Assert.True(comment.ExitCode == 0, comment.Errors);
        return plan;
    }

    private Task<ProcessResult> ShellAsync(Dictionary<string, string?> environment, string script) => Processes.RunAsync(
        Requires.Tool("bash"), ["-e", "-o", "pipefail", _folder.Write("step.sh", script)], new ProcessOptions { WorkingFolder = Clone, Environment = environment }, Token);
}
