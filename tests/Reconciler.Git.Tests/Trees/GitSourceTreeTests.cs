using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Git.Tests.Mirrors;
using Reconciler.Testing.Repositories;

namespace Reconciler.Git.Tests.Trees;

public sealed class GitSourceTreeTests : IDisposable
{
    private readonly MirrorHost _host = new();
    private readonly TestRepository _repository = TestRepository.With(
        ("site.yaml", "name: hq\n"), ("phones/z.yml", "z"), ("phones/a.yaml", "aa"), ("phones/deep/b.yaml", "b"), ("README.md", "#"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_RegularFiles_AreSpecsInOrdinalOrderWithSizes()
    {
        var (entries, diagnostics) = await ListAsync(".");

        Assert.Empty(diagnostics);
        Assert.Equal([("phones/a.yaml", 2L), ("phones/deep/b.yaml", 1), ("phones/z.yml", 1), ("site.yaml", 9)], entries.Select(e => (e.Path, e.Size)));
    }

    [Fact]
    public async Task List_SameContent_HasTheSameContentId()
    {
        _repository.Commit("Twin", ("phones/twin.yaml", "aa"));

        var (entries, _) = await ListAsync(".");

        Assert.Equal(entries.Single(e => e.Path == "phones/a.yaml").ContentId, entries.Single(e => e.Path == "phones/twin.yaml").ContentId);
    }

    [Fact]
    public async Task List_ExecutableFile_IsRead()
    {
        _repository.Executable("phones/run.yaml", "x");

        var (entries, diagnostics) = await ListAsync(".");

        Assert.Empty(diagnostics);
        Assert.Contains(entries, e => e.Path == "phones/run.yaml");
    }

    [Theory]
    [InlineData("phones", "deep/b.yaml")]
    [InlineData("./phones/", "deep/b.yaml")]
    [InlineData("phones/deep", "b.yaml")]
    public async Task List_UnderASitePath_IsRelativeToIt(string sitePath, string expected)
    {
        var (entries, diagnostics) = await ListAsync(sitePath);

        Assert.Empty(diagnostics);
        Assert.Contains(entries, e => e.Path == expected);
        Assert.DoesNotContain(entries, e => e.Path == "site.yaml");
    }

    [Theory]
    [InlineData("sites/hq")]
    [InlineData("phones/a.yaml")]
    [InlineData("..")]
    [InlineData("phones/../phones")]
    public async Task List_NoSuchFolder_IsADiagnostic(string sitePath)
    {
        var (entries, diagnostics) = await ListAsync(sitePath);

        Assert.Empty(entries);
        Assert.Equal(Codes.SitePathMissing.Id, Assert.Single(diagnostics).Code);
    }

    [Fact]
    public async Task List_MoreEntriesThanTheLimit_IsADiagnosticAndNothingIsListed()
    {
        // The same folder many times: a commit may name more files than it has objects.
        const int PerFolder = 1_000;
        _repository.Commit("Many", Enumerable.Range(0, PerFolder).Select(file => ($"many/0/{file}.txt", (byte[])[])));
        _repository.Repeat("many/0", [.. Enumerable.Range(1, SourceLimits.TreeEntries / PerFolder).Select(folder => $"many/{folder}")]);

        var (entries, diagnostics) = await ListAsync(".");

        Assert.Empty(entries);
        Assert.Equal(Codes.TreeTooLarge.Id, Assert.Single(diagnostics).Code);
        Assert.Contains("more than 500000 entries", diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(31, true)]
    [InlineData(32, false)]
    public async Task List_NestedFolders_AreListedToADepth(int folders, bool listed)
    {
        _repository.Commit("Nest", (string.Concat(Enumerable.Repeat("d/", folders)) + "deep.yaml", "x"));

        var (entries, diagnostics) = await ListAsync(".");

        Assert.Equal(listed, entries.Any(entry => entry.Path.EndsWith("/deep.yaml", StringComparison.Ordinal)));
        Assert.Equal(listed ? [] : [Codes.TreeTooLarge.Id], diagnostics.Select(finding => finding.Code));
    }

    [Fact]
    public async Task List_Symlink_IsADiagnosticWithItsPath()
    {
        _repository.Symlink("phones/link.yaml", "/etc/passwd");

        var (entries, diagnostics) = await ListAsync(".");

        var finding = Assert.Single(diagnostics);
        Assert.Equal((Codes.TreeEntryRefused.Id, "phones/link.yaml"), (finding.Code, finding.Location.File));
        Assert.DoesNotContain(entries, e => e.Path == "phones/link.yaml");
    }

    [Fact]
    public async Task List_SymlinkWithAnyName_IsADiagnostic()
    {
        _repository.Symlink("docs", "phones");

        var (_, diagnostics) = await ListAsync(".");

        Assert.Equal("docs", Assert.Single(diagnostics).Location.File);
    }

    [Fact]
    public async Task List_SitePathThroughASymlink_IsADiagnostic()
    {
        _repository.Symlink("hq", "phones");

        var (_, diagnostics) = await ListAsync("hq");

        Assert.Equal(Codes.TreeEntryRefused.Id, Assert.Single(diagnostics).Code);
    }

    [Fact]
    public async Task List_SymlinkOutsideTheSitePath_IsNoConcern()
    {
        _repository.Symlink("latest", "phones");

        var (entries, diagnostics) = await ListAsync("phones");

        Assert.Empty(diagnostics);
        Assert.Equal(3, entries.Count);
    }

    [Fact]
    public async Task List_Submodule_IsADiagnosticWithItsPath()
    {
        _repository.Submodule("phones/vendor");

        var (_, diagnostics) = await ListAsync(".");

        var finding = Assert.Single(diagnostics);
        Assert.Equal((Codes.TreeEntryRefused.Id, "phones/vendor"), (finding.Code, finding.Location.File));
        Assert.Contains("submodule", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_NameWithAControlCharacter_IsADiagnosticThatDoesNotEchoIt()
    {
        _repository.Commit("Trick", ("phones/a\n::error::b.yaml", "x"));

        var (_, diagnostics) = await ListAsync(".");

        var finding = Assert.Single(diagnostics);
        Assert.Equal(Codes.TreeNameRefused.Id, finding.Code);
        Assert.DoesNotContain('\n', finding.ToString());
    }

    [Fact]
    public async Task List_FoldersNestedTooDeep_IsADiagnostic()
    {
        _repository.Commit("Deep", (string.Join('/', Enumerable.Repeat("d", 40)) + "/a.yaml", "x"));

        var (entries, diagnostics) = await ListAsync(".");

        Assert.Empty(entries);
        Assert.Equal(Codes.TreeTooLarge.Id, Assert.Single(diagnostics).Code);
    }

    [Fact]
    public async Task Read_AnyBytes_AreTheBlobs()
    {
        byte[] bytes = [0, 255, 13, 10, 0xEF, 0xBB, 0xBF];
        _repository.Commit("Bytes", [("phones/raw.yaml", bytes), ("phones/empty.yaml", [])]);
        using var mirror = _host.Mirror(_repository.DirectoryPath);
        var tree = mirror.OpenTree((await mirror.FetchAsync(Token)).Head, ".");
        var entries = tree.List(new DiagnosticList());

        Assert.Equal(bytes, tree.Read(entries.Single(e => e.Path == "phones/raw.yaml")));
        Assert.Empty(tree.Read(entries.Single(e => e.Path == "phones/empty.yaml")));
    }

    [Fact]
    public async Task Read_FromManyThreads_IsWhole()
    {
        _repository.Commit("Many", [.. Enumerable.Range(0, 200).Select(i => ($"phones/p{i}.yaml", $"number: {i}\n"))]);
        using var mirror = _host.Mirror(_repository.DirectoryPath);
        var tree = mirror.OpenTree((await mirror.FetchAsync(Token)).Head, ".");
        var entries = tree.List(new DiagnosticList()).Where(e => e.Path.StartsWith("phones/p", StringComparison.Ordinal)).ToList();

        var texts = entries.AsParallel().AsOrdered().Select(e => System.Text.Encoding.UTF8.GetString(tree.Read(e))).ToList();

        Assert.Equal(entries.Select(e => $"number: {e.Path[8..^5]}\n"), texts);
    }

    public void Dispose()
    {
        _host.Dispose();
        _repository.Dispose();
    }

    private async Task<(IReadOnlyList<SourceEntry> Entries, IReadOnlyList<Diagnostic> Diagnostics)> ListAsync(string sitePath)
    {
        using var mirror = _host.Mirror(_repository.DirectoryPath);
        CommitId head = (await mirror.FetchAsync(Token)).Head;
        var diagnostics = new DiagnosticList();
        var entries = mirror.OpenTree(head, sitePath).List(diagnostics);
        return (entries, diagnostics.ToSorted());
    }
}
