using Reconciler.Core.Reading;
using Reconciler.Specs.Index;
using Reconciler.Specs.Loading;
using Reconciler.Testing;
using Reconciler.Testing.Fleets;

namespace Reconciler.Specs.Tests.Index;

/// <summary>What one process parsed, the next need not; and nothing that became of the file between them changes what is read.</summary>
public sealed class DocumentIndexTests : IDisposable
{
    private const string Extension = "extension: 151\nname: \"Anna, überall\"\n";
    private const string Phone = "mac: \"00:25:84:06:11:56\"\nmodel: SPA504G\nkeys:\n  - line: 151\n  - blf: 152\n    label: >-\n      Berta\n";

    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _warnings = [];

    private string Path => _folder.PathOf("documents");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Start_ParsesWhatChangedSinceTheLastProcess()
    {
        Assert.Equal(4, Start(Site(Extension)).ParsedFiles);

        Assert.Equal(0, Start(Site(Extension)).ParsedFiles);
        Assert.Equal(1, Start(Site("extension: 151\nname: Anne\n")).ParsedFiles);
        Assert.Equal(0, Start(Site("extension: 151\nname: Anne\n")).ParsedFiles);
    }

    [Fact]
    public void Start_GivesTheSameSpecsAndPlacesAsParsing()
    {
        Start(Site(Extension));

        Assert.Null(WholeValue.Difference(new SpecLoader().Load(Site(Extension)).Specs, Start(Site(Extension)).Specs));
    }

    [Fact]
    public void Documents_MovedToAFileOfAnotherName_AreKnownAndSaidToBeThere()
    {
        Start(Site(Extension));
        var moved = MemoryTree.WithSite().Add("extensions/others.yaml", "- extension: 152\n").Add("extensions/anna.yaml", Extension).Add("phones/reception.yaml", Phone);

        var reading = Start(moved);

        Assert.Equal(0, reading.ParsedFiles);
        Assert.Equal("phones/reception.yaml:1:1", Assert.Single(reading.Specs.Phones).Location.ToString());
    }

    [Fact]
    public void Documents_InAFolderOfAnotherKind_AreParsedAsSuch()
    {
        Start(Site(Extension));

        Assert.Contains(Start(Site(Extension).Add("phones/anna.yaml", Extension)).Diagnostics, d => d.Location.File == "phones/anna.yaml");
    }

    [Fact]
    public void File_WithFindings_IsToldOfAtEachStart()
    {
        var wrong = Site("extension: 151\nnmae: Anna\n");

        var first = Start(wrong).Diagnostics.Select(d => d.ToString()).ToList();

        Assert.NotEmpty(first);
        Assert.Equal(first, Start(wrong).Diagnostics.Select(d => d.ToString()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(35)]
    [InlineData(36)]
    [InlineData(60)]
    [InlineData(200)]
    [InlineData(-1)]
    public void Byte_ThatIsWrong_CostsParsingAndNothingElse(int at)
    {
        var whole = Start(Site(Extension)).Specs;
        var bytes = File.ReadAllBytes(Path);
        bytes[at < 0 ? bytes.Length + at : at] ^= 1;
        File.WriteAllBytes(Path, bytes);

        var reading = Start(Site(Extension));

        Assert.InRange(reading.ParsedFiles, 1, 4);
        Assert.Null(WholeValue.Difference(whole, reading.Specs));
        Assert.Equal(0, Start(Site(Extension)).ParsedFiles);
    }

    [Fact]
    public void File_CutAnywhere_CostsParsingAndNothingElse()
    {
        var whole = Start(Site(Extension)).Specs;
        var bytes = File.ReadAllBytes(Path);
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(Path, bytes[..length]);

            Assert.Null(WholeValue.Difference(whole, Start(Site(Extension)).Specs));
            Assert.Equal(0, Start(Site(Extension)).ParsedFiles);
        }
    }

    [Fact]
    public void Edits_WithoutEnd_LeaveAFileThatIsFewTimesTheSites()
    {
        Start(Site(Extension));
        var size = new FileInfo(Path).Length;
        var loader = Loader();
        for (var i = 0; i < 200; i++)
        {
            loader.Load(Site($"extension: 151\nname: Anna {i}\n"));
        }

        Assert.InRange(new FileInfo(Path).Length, size / 2, 4 * size);
        Assert.Equal(0, Start(Site("extension: 151\nname: Anna 199\n")).ParsedFiles);
    }

    [Fact]
    public void Disk_ThatTakesNothing_IsWarnedOfOnce_AndTheSiteIsRead()
    {
        Directory.CreateDirectory(Path);
        var loader = Loader();

        loader.Load(Site(Extension));
        var reading = loader.Load(Site("extension: 151\nname: Anne\n"));

        Assert.Empty(reading.Diagnostics);
        Assert.Equal(2, reading.Specs.Extensions.Length);
        Assert.Contains("the next start reads every file anew", Assert.Single(_warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void File_IsItsOwnersAlone()
    {
        Start(Site(Extension));

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    private static MemoryTree Site(string extension) =>
        MemoryTree.WithSite().Add("extensions/anna.yaml", extension).Add("extensions/others.yaml", "- extension: 152\n").Add("phones/anna.yaml", Phone);

    private SpecLoader Loader() => new(new SpecCache(), new DocumentIndex(Path, _warnings.Add) { SpareBytes = 0 });

    /// <summary>What a process that starts reads.</summary>
    private SpecReading Start(MemoryTree tree) => Loader().Load(tree);
}
