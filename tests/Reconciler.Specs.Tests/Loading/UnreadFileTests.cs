using Reconciler.Core.Diagnostics;
using Reconciler.Core.Reading;
using Reconciler.Host.Disk;
using Reconciler.Scheduling;
using Reconciler.Specs.Loading;
using Reconciler.Testing;
using Reconciler.Testing.Fleets;

namespace Reconciler.Specs.Tests.Loading;

/// <summary>A file that is not read though its name or place is nearly that of a spec is warned of; what has nothing to do with specs is not.</summary>
public sealed class UnreadFileTests : IDisposable
{
    private const string Phone = "mac: 00:25:84:06:11:56\nmodel: SPA525G\n";

    private readonly TemporaryFolder _folder = new();

    public UnreadFileTests() => _folder.Write("site.yaml", MemoryTree.Site);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("phones/e1.yaml.txt")]
    [InlineData("phones/e1.yaml~")]
    [InlineData("phones/e1.yaml.bak")]
    [InlineData("phones/e1.yml.orig")]
    [InlineData("phones/e1.YAML")]
    [InlineData("phones/e1.Yml")]
    [InlineData("phones/e1.yaml (copy)")]
    [InlineData("phones/e1.yalm")]
    [InlineData("phones/e1.json")]
    [InlineData("phones/e1")]
    [InlineData("phones/floor1/e1.yaml.off")]
    [InlineData("Phones/e1.yaml.txt")]
    [InlineData("site.yaml.txt")]
    [InlineData("sites.yaml")]
    [InlineData("Site.yaml")]
    [InlineData("phones.yaml")]
    [InlineData("phone.yml")]
    [InlineData("Extension.yaml")]
    [InlineData("fred.yaml")]
    [InlineData("devices/fred.yaml")]
    public void File_WhoseNameOrPlaceIsNearlyRight_IsWarnedOf(string path)
    {
        _folder.Write(path, Phone);

        var finding = Assert.Single(Load().Diagnostics, d => d.Code == Codes.UnreadFile.Id);

        Assert.Equal((Severity.Warning, path), (finding.Severity, finding.Location.ToString()));
    }

    [Theory]
    [InlineData("phone")]
    [InlineData("Phones")]
    public void Folder_WhoseNameIsNearlyRight_IsWarnedOf(string folder)
    {
        _folder.Write($"{folder}/e1.yaml", Phone);

        Assert.Equal((Codes.UnknownFolder.Id, folder), (Assert.Single(Load().Diagnostics).Code, Load().Diagnostics[0].Location.File));
    }

    [Theory]
    [InlineData("README")]
    [InlineData("README.md")]
    [InlineData("phones/README")]
    [InlineData("phones/README.md")]
    [InlineData("phones/notes.txt")]
    [InlineData("phones/spa.xml")]
    [InlineData("phones/.gitkeep")]
    [InlineData("phones/.e1.yaml.swp")]
    [InlineData(".gitignore")]
    [InlineData(".github/workflows/check.yaml")]
    [InlineData(".pre-commit-config.yaml")]
    [InlineData("schema/phone.schema.json")]
    [InlineData("docker-compose.yml")]
    [InlineData("mkdocs.yaml")]
    [InlineData("router.yaml")]
    [InlineData("agent.yaml")]
    [InlineData("renovate.json")]
    [InlineData("LICENSE")]
    [InlineData("docs/phones.yaml.txt")]
    public void File_ThatHasNothingToDoWithSpecs_IsNot(string path)
    {
        _folder.Write(path, "services: {}\n");

        Assert.Empty(Load().Diagnostics);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("\n", 1)]
    [InlineData("# mac: 00:25:84:06:11:56, away for repair\n", 0)]
    public void SpecFile_ThatIsEmpty_IsWarnedOf(string content, int warnings)
    {
        _folder.Write("phones/fred.yaml", content);

        Assert.Equal(warnings, Load().Diagnostics.Count(d => d.Code == Codes.UnreadFile.Id));
    }

    [Theory]
    [InlineData("phones/README.md", "Write a phone like this:\n\n" + Phone)]
    [InlineData("phones/.e1.yaml", Phone)]
    [InlineData("phones/.old/e1.yaml", Phone)]
    public void File_ThatTellsOfASpecOrWasPutAway_IsNot(string path, string content)
    {
        _folder.Write(path, content);

        Assert.Empty(Load().Diagnostics);
    }

    [Fact]
    public void WrongFolder_OneTooHighOrTooLow_IsOneFindingThatNamesTheRightOne()
    {
        _folder.Write("phones/e1.yaml", Phone);
        _folder.Write("more/hq/site.yaml", MemoryTree.Site);
        _folder.Write("more/hq/phones/e1.yaml", "broken: [\n");

        var below = Assert.Single(Read(_folder.PathOf("more")));
        var above = Assert.Single(Read(_folder.PathOf("phones")));

        Assert.Equal("site.yaml error REC009 There is no site.yaml in this folder, but in \"hq\". Give that folder instead.", below.ToString());
        Assert.Equal($"site.yaml error REC009 There is no site.yaml in this folder, but in \"{_folder.FullPath}\" above it. Give that folder instead.", above.ToString());
    }

    [Fact]
    public void WrongFolder_FullOfLinks_IsOneFindingThatNamesTheRightOne()
    {
        Directory.CreateDirectory(_folder.PathOf("more", "links"));
        File.CreateSymbolicLink(_folder.PathOf("more", "links", "a"), "nowhere");

        Assert.Equal(Codes.SiteFileMissing.Id, Assert.Single(Read(_folder.PathOf("more"))).Code);
    }

    private SpecReading Load() => new SpecLoader().Load(new FolderTree(_folder.FullPath));

    private static System.Collections.Immutable.ImmutableArray<Diagnostic> Read(string folder) =>
        new FleetReader(new SpecLoader(), new QuartzWindowClock()).Read(new FolderTree(folder), null).Diagnostics;
}
