using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Commands;

public sealed class InitCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Init_NewFolder_IsARepositoryThatCanBeCommittedAndServed()
    {
        var phones = _folder.PathOf("phones");
        Assert.Equal(0, (await Shipped.RunAsync("init", phones)).ExitCode);

        var valid = await Shipped.RunAsync("validate", phones);
        Assert.Equal(0, valid.ExitCode);
        Assert.DoesNotContain("warning", valid.Output, StringComparison.Ordinal);

        var git = Requires.Tool("git");
        string[] who = ["-C", phones, "-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
        await Processes.RunSuccessfullyAsync(git, [.. who, "add", "."], Token);
        await Processes.RunSuccessfullyAsync(git, [.. who, "commit", "-q", "-m", "Start"], Token);
        Assert.Equal("main\n", await Processes.RunSuccessfullyAsync(git, [.. who, "branch", "--show-current"], Token));
        Assert.Equal(0, (await Shipped.RunAsync("validate", phones, "--rev", "HEAD")).ExitCode);
    }

    [Theory]
    [InlineData("phones")]
    [InlineData("sites/my phones")]
    [InlineData("it's/a")]
    public async Task Init_PrintsACommandThatWorksFromWhereOneStands(string folder)
    {
        var here = new ProcessOptions { WorkingFolder = _folder.FullPath };
        var program = await Shipped.RunAsync(["init", folder], here);

        var advice = program.Output.Split("then: reconciler validate ")[1].Split(" && ")[0];
        Assert.Equal(0, program.ExitCode);
        Assert.Equal("site.yaml\n", (await Processes.RunAsync("sh", ["-c", $"cd {advice} && ls site.yaml"], here, Token)).Output);
    }

    [Fact]
    public async Task Init_FolderWithSomethingInIt_IsExitCode2AndLeavesItAlone()
    {
        _folder.Write("phones/note.txt", "mine");

        var program = await Shipped.RunAsync("init", _folder.PathOf("phones"));

        Assert.Equal(2, program.ExitCode);
        Assert.Contains("is not empty", program.Errors, StringComparison.Ordinal);
        Assert.Equal(["note.txt"], Directory.EnumerateFileSystemEntries(_folder.PathOf("phones")).Select(Path.GetFileName));
    }
}
