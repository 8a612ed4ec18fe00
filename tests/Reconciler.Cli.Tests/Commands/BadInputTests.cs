using System.Text;
using Reconciler.Testing;
using Reconciler.Testing.Repositories;

namespace Reconciler.Cli.Tests.Commands;

public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public BadInputTests() => _folder.Write("site.yaml", OfficeFiles.Site);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Validate_BrokenFiles_AreEachOneLineWithTheirPlace()
    {
        _folder.Write("extensions/alias.yaml", "- &a { extension: 161 }\n- *a\n");
        _folder.Write("extensions/deep.yaml", "extension: 162\nname: " + new string('[', 100_000) + "\n");
        _folder.Write("extensions/duplicate.yaml", "extension: 163\nname: Anna\nname: Ben\n");
        _folder.Write("extensions/long.yaml", $"extension: 164\nname: {new string('a', 129)}\n");
        _folder.Write("extensions/longer.yaml", $"extension: 165\nname: {new string('a', 70_000)}\n");
        _folder.Write("extensions/huge.yaml", new string('#', (4 << 20) + 1));
        _folder.Write("extensions/control.yaml", "extension: 166\nname: \"a\\u001bb\"\n");
        await File.WriteAllBytesAsync(_folder.PathOf("extensions", "latin.yaml"), [.. Encoding.ASCII.GetBytes("extension: 167\nname: M"), 0xFC, .. "ller\n"u8], Token);
        File.CreateSymbolicLink(_folder.PathOf("extensions", "link.yaml"), "/etc/passwd");

        var program = await ValidateAsync();

        Assert.Equal(3, program.ExitCode);
        Assert.Empty(program.Errors);
        AssertTold(program, "extensions/alias.yaml:1:3: error REC007", "extensions/alias.yaml:2:3: error REC007", "extensions/deep.yaml:2:70: error REC005",
            "extensions/duplicate.yaml:3:1: error REC010", "extensions/long.yaml:2:7: error REC024", "extensions/longer.yaml:2:7: error REC006",
            "extensions/huge.yaml: error REC001", "extensions/control.yaml:2:7: error REC003", "extensions/latin.yaml:2:8: error REC002",
            "extensions/link.yaml: error REC014");
        Assert.All(program.Output.Split('\n'), line => Assert.True(line.Length < 400, line));
    }

    [Theory]
    [InlineData("init", "FILE/x")]
    [InlineData("init", "/proc/phones")]
    [InlineData("init", "")]
    [InlineData("render", "SITE", "--out", "FILE")]
    [InlineData("render", "SITE", "--out", "/proc/x/y")]
    [InlineData("validate", "")]
    [InlineData("validate", "--frob")]
    [InlineData("validate", "--rev", "", "FOLDER")]
    [InlineData("plan", "--bas", "main")]
    [InlineData("plan", "--base", "HEAD", "--head", "", "FOLDER")]
    [InlineData("comment", "FOLDER", "--forge", "github", "--repository", "a/b", "--number", "x", "--dry-run")]
    [InlineData("comment", "FOLDER", "--forge", "github", "--repository", "a/b", "--number", "0", "--dry-run")]
    public async Task Command_WithAnArgumentThatCannotBe_IsExitCode2AndASentence(params string[] command)
    {
        using var repository = TestRepository.With(("site.yaml", OfficeFiles.Site));
        var file = _folder.Write("file", "mine");

        var program = await Shipped.RunAsync(
            command.Select(word => word.Replace("FOLDER", repository.DirectoryPath, StringComparison.Ordinal)
                .Replace("SITE", Checkout.PathOf("example-repo"), StringComparison.Ordinal).Replace("FILE", file, StringComparison.Ordinal)),
            null);

        Assert.True(program.ExitCode == 2, $"{program.ExitCode}: {program.Output}{program.Errors}");
        Assert.StartsWith("reconciler: ", program.Errors, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file, Token));
    }

    [Theory]
    [InlineData("mkfifo")]
    [InlineData("mknod", "c", "1", "5")]
    public async Task Validate_SpecialFile_IsRefusedAndNotOpened(string tool, params string[] type)
    {
        Requires.That(type.Length == 0 || Environment.IsPrivilegedProcess, "needs root to make a device");
        _folder.MakeFolder("extensions");
        await Processes.RunSuccessfullyAsync(Requires.Tool(tool), [_folder.PathOf("extensions", "x.yaml"), .. type], Token);

        var program = await ValidateAsync();

        Assert.Equal(3, program.ExitCode);
        AssertTold(program, "extensions/x.yaml: error REC014");
    }

    [Fact]
    public async Task Validate_LinkOrSubmoduleInACommit_IsRefused()
    {
        using var repository = TestRepository.With(("site.yaml", OfficeFiles.Site));
        repository.Symlink("phones/link.yaml", "/etc/passwd");
        repository.Submodule("extensions/vendor");

        var program = await Shipped.RunAsync("validate", repository.DirectoryPath, "--rev", "main");

        Assert.Equal(3, program.ExitCode);
        AssertTold(program, "phones/link.yaml: error REC014", "extensions/vendor: error REC014");
    }

    [Theory]
    [InlineData("bomb", "a: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: [*b, *b, *b, *b]\n")]
    [InlineData("tabs", "extension:\t[\n\t\t]\n")]
    [InlineData("directive", "%YAML 9.9\n---\nextension: 151\n")]
    [InlineData("tag", "extension: !!python/object 151\n")]
    [InlineData("nothing but a byte", "\u0000")]
    [InlineData("a list of lists", "- - - extension: 151\n")]
    public async Task Reconcile_BadFile_IsExitCode3AndNothingIsPublished(string name, string text)
    {
        using var host = new OfficeHost(($"extensions/{name.Replace(' ', '-')}.yaml", text));

        var program = await host.ReconcileAsync();

        Assert.Equal(3, program.ExitCode);
        Assert.Contains(".yaml:", program.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(host.Served, "xml")));
    }

    private Task<ProcessResult> ValidateAsync() => Shipped.RunAsync("validate", _folder.FullPath);

    private static void AssertTold(ProcessResult program, params string[] beginnings)
    {
        var lines = program.Output.Split('\n');
        Assert.All(beginnings, beginning => Assert.Contains(lines, line => line.StartsWith(beginning, StringComparison.Ordinal)));
    }
}
