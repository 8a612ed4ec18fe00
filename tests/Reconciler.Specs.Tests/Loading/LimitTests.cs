using System.Collections.Immutable;
using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Host.Disk;
using Reconciler.Specs.Loading;
using Reconciler.Specs.Yaml;
using Reconciler.Testing;
using Reconciler.Testing.Fleets;

namespace Reconciler.Specs.Tests.Loading;

/// <summary>A site that is too much to read, or that cannot be read, is found as such.</summary>
public sealed class LimitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LimitTests() => _folder.Write("site.yaml", MemoryTree.Site);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_FilesLargerThanTheLimitInAll_NamesTheFirstBeyondItAndReadsNoMore()
    {
        Sparse("extensions/a.yaml", SourceLimits.SiteBytes / 2);
        Sparse("extensions/b.yaml", SourceLimits.SiteBytes / 2);
        _folder.Write("phones/c.yaml", "not read: [\n");

        var loaded = new SpecLoader().Load(new FolderTree(_folder.FullPath));

        Assert.Equal(
            [(Codes.FileTooLarge.Id, "extensions/a.yaml"), (Codes.FileTooLarge.Id, "extensions/b.yaml"), (Codes.SiteTooLarge.Id, "phones/c.yaml")],
            loaded.Diagnostics.Select(finding => (finding.Code, finding.Location.ToString())));
    }

    [Fact]
    public void Load_FilesAsLargeAsTheLimitInAll_AreNotTooMuch()
    {
        Sparse("extensions/a.yaml", SourceLimits.SiteBytes - new FileInfo(_folder.PathOf("site.yaml")).Length);

        var finding = Assert.Single(new SpecLoader().Load(new FolderTree(_folder.FullPath)).Diagnostics);

        Assert.Equal(Codes.FileTooLarge.Id, finding.Code);
    }

    /// <summary>That many documents are too many for a test, but not what they add up to.</summary>
    [Fact]
    public void Fleet_OfAHundredThousandPhones_HoldsFewerValuesThanTheLimit()
    {
        const int Phones = 1_000;
        const int Times = 100;
        var tree = new MemoryTree();
        var values = 0L;
        foreach (var file in new FleetGenerator(Phones).Files())
        {
            tree.Add(file.Path, file.Text);
            values += YamlReader.Read(Encoding.UTF8.GetBytes(file.Text), new FileFindings(file.Path), TestContext.Current.CancellationToken).Values;
        }

        var documents = new SpecLoader().Load(tree).Documents;

        Assert.InRange(documents, 2 * Phones, 3 * Phones);
        Assert.InRange(values * Times, 1, SourceLimits.MostValues(documents * Times));
    }

    [Fact]
    public void Load_MoreDocumentsThanTheLimit_NamesTheFileAndReadsNoMore()
    {
        const int PerFile = 100_000;
        const string Last = "extensions/4.yaml";
        for (var file = 0; file < SourceLimits.Documents / PerFile; file++)
        {
            _folder.Write($"extensions/{file}.yaml", string.Concat(Enumerable.Range(1_000_000 + (file * PerFile), PerFile).Select(number => $"- extension: {number}\n")));
        }

        _folder.Write(Last, "extension: 151\n");

        var loaded = new SpecLoader().Load(new FolderTree(_folder.FullPath));

        var finding = Assert.Single(loaded.Diagnostics);
        Assert.Equal((Codes.TooManyDocuments.Id, Last), (finding.Code, finding.Location.ToString()));
        Assert.Equal(SourceLimits.Documents + 1, loaded.Documents);
    }

    [Fact]
    public void Load_FileThatIsGoneWhenItIsRead_IsFoundAndTheOthersAreRead()
    {
        _folder.Write("extensions/a.yaml", "extension: 151\n");
        _folder.Write("extensions/b.yaml", "extension: 152\n");

        var loaded = new SpecLoader().Load(new VanishingTree(_folder, "extensions/a.yaml"));

        Assert.Equal($"extensions/a.yaml error {Codes.FileUnreadable.Id} The file cannot be read. Check its permissions.", Assert.Single(loaded.Diagnostics).ToString());
        Assert.Equal("152", Assert.Single(loaded.Specs.Extensions).Number.Value.ToString());
    }

    private void Sparse(string path, long length)
    {
        using var file = File.OpenWrite(_folder.Write(path, ""));
        file.SetLength(length);
    }

    /// <summary>A folder from which a file is removed between listing and reading.</summary>
    private sealed class VanishingTree(TemporaryFolder folder, string path) : ISourceTree
    {
        private readonly FolderTree _tree = new(folder.FullPath);

        public ImmutableArray<SourceEntry> List(DiagnosticList diagnostics)
        {
            var entries = _tree.List(diagnostics);
            File.Delete(folder.PathOf(path));
            return entries;
        }

        public byte[] Read(SourceEntry entry) => _tree.Read(entry);
    }
}
