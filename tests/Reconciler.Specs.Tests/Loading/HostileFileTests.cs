using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Reading;
using Reconciler.Core.Sources;
using Reconciler.Specs.Loading;
using Reconciler.Testing.Fleets;

namespace Reconciler.Specs.Tests.Loading;

/// <summary>What a file can make the reader do is bounded: values, findings, and what is left to do when it is to stop.</summary>
public sealed class HostileFileTests
{
    [Fact]
    public void ListOfMillions_IsOneFindingOfTheFile()
    {
        var loaded = Load("[" + new StringBuilder().Insert(0, "a,", 1_000_000) + "a]\n");

        Assert.Equal("phones/a.yaml error REC157 The file holds more than 400,000 keys, values and items. Split it into several files.", Assert.Single(loaded.Diagnostics).ToString());
        Assert.Equal(0, loaded.Documents - 1);
    }

    [Theory]
    [InlineData("{", "}\n")]
    [InlineData("mac: 002584061156\nkeys: [", "]\n")]
    [InlineData("- { a: 1 }\n- {", "}\n")]
    public void DocumentOfTooManyValues_IsOneFindingAtItsBeginning(string start, string end)
    {
        var line = start.StartsWith('-') ? 2 : 1;

        var finding = Assert.Single(Load($"{start}{string.Join(',', Enumerable.Range(0, 25_000).Select(i => $"k{i}"))}{end}").Diagnostics);

        Assert.Equal((Codes.TooManyValues.Id, line), (finding.Code, finding.Location.Line));
    }

    [Fact]
    public void ThousandsOfUnknownKeys_AreCountedAndTwoHundredListed()
    {
        var loaded = Load("mac: 00:25:84:06:11:56\nmodel: SPA525G\n" + string.Concat(Enumerable.Range(0, 9_000).Select(i => $"unknown{i}: 1\n")));

        Assert.Equal(DiagnosticList.MostListed + 1, loaded.Diagnostics.Length);
        Assert.Equal(9_000, loaded.Diagnostics.ErrorCount());
        Assert.Equal("And 8800 more errors.", loaded.Diagnostics[^1].Message);
    }

    [Fact]
    public void FindingsOfManyFiles_AreListedTwoHundredInAllAndNoSpecIsKept()
    {
        var tree = MemoryTree.WithSite();
        for (var i = 0; i < 600; i++)
        {
            tree.Add(string.Create(CultureInfo.InvariantCulture, $"extensions/{i:0000}.yaml"), "extension: 151\na: 1\nb: 2\n");
        }

        var loaded = new SpecLoader(new SpecCache()).Load(tree);

        Assert.Equal((DiagnosticList.MostListed + 1, 1_200, 600), (loaded.Diagnostics.Length, loaded.Diagnostics.ErrorCount(), loaded.Documents - 1));
        Assert.Empty(loaded.Specs.Extensions);
    }

    [Fact]
    public void DocumentsBeyondTheListedFindings_AreStillCounted()
    {
        var loaded = Load(new StringBuilder().Insert(0, "- a\n", 5_000).ToString());

        Assert.Equal(5_000, loaded.Diagnostics.ErrorCount());
        Assert.Equal(Enumerable.Range(1, DiagnosticList.MostListed), loaded.Diagnostics.SkipLast(1).Select(d => d.Location.Line));
    }

    [Fact]
    public void Load_ThatIsCancelled_ReadsNoOtherFile()
    {
        using var stop = new CancellationTokenSource();
        var tree = new StoppingTree(stop);

        Assert.Throws<OperationCanceledException>(() => new SpecLoader().Read(tree, stop.Token));

        Assert.Equal(1, tree.Reads);
    }

    private static SpecReading Load(string text) => new SpecLoader().Load(MemoryTree.WithSite().Add("phones/a.yaml", text));

    /// <summary>Cancels while its first file is read.</summary>
    private sealed class StoppingTree(CancellationTokenSource stop) : ISourceTree
    {
        private readonly MemoryTree _tree = MemoryTree.WithSite().Add("extensions/a.yaml", "extension: 151\n").Add("extensions/b.yaml", "extension: 152\n");

        public int Reads => _tree.Reads;

        public ImmutableArray<SourceEntry> List(DiagnosticList diagnostics) => _tree.List(diagnostics);

        public byte[] Read(SourceEntry entry)
        {
            stop.Cancel();
            return _tree.Read(entry);
        }
    }
}
