using Reconciler.Core.Planning;
using Reconciler.Testing;
using YamlDotNet.RepresentationModel;

namespace Reconciler.Cli.Tests.Checks;

/// <summary>The files of the pull-request check: one source, few rights, and nothing of a stranger's in a shell.</summary>
public sealed class CheckFilesTests : IDisposable
{
    private static readonly string[] Files = [.. CheckWorkflow.All, ".githooks/pre-commit", "hooks/pre-receive"];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Workflows => [CheckWorkflow.GitHub, CheckWorkflow.Gitea];

    public static TheoryData<string> All => [.. CheckWorkflow.All];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Init_WritesThoseOfTheExample()
    {
        await Program.RunAsync("init", _folder.PathOf("phones"));

        Assert.All(Files, file =>
        {
            var written = _folder.PathOf("phones", file);
            Assert.Equal(File.ReadAllBytes(Checkout.PathOf("example-repo", file)), File.ReadAllBytes(written));
            Assert.Equal(file.Contains("hooks/", StringComparison.Ordinal), File.GetUnixFileMode(written).HasFlag(UnixFileMode.UserExecute | UnixFileMode.OtherExecute));
        });
        Assert.Equal(
            Files.Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(_folder.PathOf("phones"), "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(_folder.PathOf("phones"), f))
                .Where(f => !f.StartsWith(".git/", StringComparison.Ordinal) && (f.StartsWith('.') || f.StartsWith("hooks/", StringComparison.Ordinal)))
                .Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Shell_IsShell(string file)
    {
        var scripts = new CheckWorkflow(file).Scripts;

        Assert.True(scripts.Count >= 3);
        foreach (var script in scripts)
        {
            Assert.Equal("", await SyntaxErrorsAsync("bash", _folder.Write("script", script)));
            // Only the environment is read: an expression would paste a stranger's text into the program.
            Assert.DoesNotContain("${{", script, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(".githooks/pre-commit")]
    [InlineData("hooks/pre-receive")]
    public async Task Hooks_ArePlainShell(string file)
    {
        Assert.StartsWith("#!/bin/sh\n", await File.ReadAllTextAsync(Checkout.PathOf("example-repo", file), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("", await SyntaxErrorsAsync("sh", Checkout.PathOf("example-repo", file)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Program_IsOfTheVersionThatWroteTheFile(string file) =>
        Assert.Contains(new CheckWorkflow(file).Scripts, s => s.Contains($"/reconciler-{PlanDocument.ThisVersion}-linux-x64\"", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_HasTheLeastRights(string file)
    {
        var workflow = new CheckWorkflow(file);

        Assert.Equal(
            [("contents", "read"), ("pull-requests", "write")],
            ((YamlMappingNode)workflow.At("permissions")!).Select(p => (p.Key.ToString(), p.Value.ToString())));
        Assert.Equal("pull_request", workflow.At("on")!.ToString());
        Assert.All(workflow.Steps.Select(s => CheckWorkflow.Text(s, "uses")).OfType<string>(), u => Assert.Matches("^actions/[a-z-]+@v[0-9]+$", u));
        var checkout = workflow.Using("actions/checkout");
        Assert.Equal(("0", "false"), (CheckWorkflow.Text(checkout, "with", "fetch-depth"), CheckWorkflow.Text(checkout, "with", "persist-credentials")));

        // The token is where it is used and nowhere else, and not where a fork's pull request runs.
        var withToken = Assert.Single(workflow.Steps, s => s.ToString().Contains("github.token", StringComparison.Ordinal));
        Assert.Equal("Comment", CheckWorkflow.Text(withToken, "name"));
        Assert.Contains("head.repo.full_name == github.repository", CheckWorkflow.Text(withToken, "if"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_KeepsTheFolderOfFacesThatThePlanWrites(string file)
    {
        var workflow = new CheckWorkflow(file);

        Assert.Contains("--pictures \"$RUNNER_TEMP/faces\"", workflow.Run("Plan"), StringComparison.Ordinal);
        Assert.Equal("${{ runner.temp }}/faces", CheckWorkflow.Text(workflow.Using("actions/upload-artifact"), "with", "path"));
    }

    [Fact]
    public void Pipeline_KeepsTheFolderOfFacesThatThePlanWrites()
    {
        var pipeline = new CheckWorkflow(CheckWorkflow.GitLab);

        Assert.Contains("--pictures reconciler-faces ", pipeline.Scripts[^1], StringComparison.Ordinal);
        Assert.Equal("reconciler-faces/", Assert.Single((YamlSequenceNode)pipeline.At("phones", "artifacts", "paths")!).ToString());
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Workflow_InstallsBeforeTheChangeIsThere(string file)
    {
        var workflow = new CheckWorkflow(file);
        var steps = workflow.Steps.ToList();

        Assert.True(steps.FindIndex(s => CheckWorkflow.Text(s, "name") == "Install") < steps.IndexOf(workflow.Using("actions/checkout")));
    }

    private static async Task<string> SyntaxErrorsAsync(string shell, string script) =>
        (await Processes.RunAsync(Requires.Tool(shell), ["-n", script], null, TestContext.Current.CancellationToken)).Errors;
}
