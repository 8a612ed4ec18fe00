using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Reading;
using Reconciler.Scheduling;
using Reconciler.Specs.Loading;

namespace Reconciler.Specs.Tests.Loading;

/// <summary>A file that could not be read casts no shadow: what leads into it is counted and not reported.</summary>
public sealed class UnjudgedTests
{
    private const string Phone = "mac: 00:25:84:06:11:56\nmodel: SPA525G\nprofiles: [base]\nkeys: [151, { blf: 152 }]\n";

    [Theory]
    [InlineData("extensions/all.yaml", "- { extension: 151 }\n- { extension: 152 \n", "REC004", 4)]
    [InlineData("extensions/all.yaml", "<<<<<<< a\n- { extension: 151 }\n", "REC154", 4)]
    [InlineData("extensions/all.yaml", "version https://git-lfs.github.com/spec/v1\n", "REC155", 4)]
    [InlineData("extensions/all.yaml", "- { extension: 151 }\n- { extension: 15Z }\n", "REC024", 2)]
    [InlineData("phones/desk.yaml", "mac: \"00\nmodel: SPA525G\n", "REC004", 1)]
    [InlineData("phones/desk.yaml", "mac: 00:25:84:06:11:56\nmodel: SPA525G\nkeys: [ { lnie: 151 } ]\n", "REC022", 1)]
    [InlineData("profiles/base.yaml", "name: 'base\n", "REC004", 1)]
    [InlineData("profiles/base.yaml", "nmae: base\n", "REC022", 1)]
    [InlineData("groups/front.yaml", "group: \"600\n", "REC004", 1)]
    public void File_ThatIsNotRead_IsTheOnlyErrorAndOneLineCountsTheRest(string path, string text, string code, int unjudged)
    {
        var findings = Read(Office().Add(path, text));

        Assert.Equal(code, Assert.Single(findings, d => d.Severity == Severity.Error).Code);
        var last = Assert.Single(findings, d => d.Severity == Severity.Warning);
        Assert.Equal((Codes.Unjudged.Id, path), (last.Code, last.Location.File));
        Assert.StartsWith($"{unjudged} reference", last.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wide_Encodings_AreNamedAndCastNoShadow()
    {
        foreach (var encoding in new[] { Encoding.Unicode, Encoding.BigEndianUnicode, new UnicodeEncoding(bigEndian: false, byteOrderMark: false) })
        {
            var findings = Read(Office().Add("profiles/base.yaml", [.. encoding.Preamble, .. encoding.GetBytes("name: base\n")]));

            Assert.Equal("profiles/base.yaml:1:1 error REC002 The file is written in UTF-16. Save it in the encoding UTF-8.", findings[0].ToString());
            Assert.Single(findings, d => d.Severity == Severity.Error);
        }
    }

    [Fact]
    public void Site_InPart_LeavesWhatItMayListUnjudged()
    {
        var site = MemoryTree.Site + "\nexternal: [\"7O1\"]\n";

        var findings = Read(Office().Add("site.yaml", site).Add("phones/desk.yaml", Phone.Replace("152", "701", StringComparison.Ordinal)));

        Assert.Equal(["REC024", "REC152"], findings.Select(d => d.Code).Where(c => c != Codes.UncarriedExtension.Id));
    }

    [Fact]
    public void References_ThatNoUnreadFileCanMend_AreReported()
    {
        var findings = Read(Office().Add("profiles/base.yaml", "name: 'base\n").Add("phones/desk.yaml", Phone.Replace("[151", "[199", StringComparison.Ordinal)));

        Assert.Contains(findings, d => d.Code == Codes.UnknownLine.Id);
    }

    [Theory]
    [InlineData("model: SPA\u00a0525G\n", "2:11", "A no-break space (U+00A0)")]
    [InlineData("mod\u200bel: SPA525G\n", "2:4", "A zero-width space (U+200B)")]
    [InlineData("model:\u00a0SPA525G\n", "2:7", "A no-break space (U+00A0)")]
    [InlineData("\u3000model: SPA525G\n", "2:1", "An ideographic space (U+3000)")]
    [InlineData("model: SPA525G\u200e\n", "2:15", "A left-to-right mark (U+200E)")]
    [InlineData("model: SPA525G\nkeys: [15\u20601]\n", "3:10", "A word joiner (U+2060)")]
    [InlineData("model: SPA525G\nkeys:\n\u00a0\u00a0- 151\n", "4:1", "A no-break space (U+00A0)")]
    public void InvisibleCharacter_ThatSpoilsALine_IsNamedAtItsPlace(string text, string place, string words)
    {
        var findings = Read(Office().Add("phones/desk.yaml", "mac: 00:25:84:06:11:56\n" + text));

        var error = Assert.Single(findings, d => d.Severity == Severity.Error);
        Assert.StartsWith($"phones/desk.yaml:{place} error REC156 {words}", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: \"Marie\u00a0Curie\"")]
    [InlineData("name: علي\u200cرضا")]
    [InlineData("name: Fred # a\u200bcomment")]
    public void InvisibleCharacter_InAText_IsLetBe(string name) =>
        Assert.DoesNotContain(Read(Office().Add("extensions/more.yaml", $"extension: 153\n{name}\ndevice: other\n")), d => d.Severity == Severity.Error);

    [Fact]
    public void Cache_OfFilesWithErrors_GivesTheSameFindingsAgain()
    {
        var reader = new FleetReader(new SpecLoader(new SpecCache()), new QuartzWindowClock());
        var tree = Office().Add("extensions/all.yaml", "- { extension: 151 }\n- { extension: 15Z }\n");

        Assert.Equal(reader.Read(tree, null).Diagnostics, reader.Read(tree, null).Diagnostics);
    }

    private static MemoryTree Office() => MemoryTree.WithSite()
        .Add("extensions/all.yaml", "- { extension: 151 }\n- { extension: 152, device: other }\n")
        .Add("profiles/base.yaml", "name: base\n")
        .Add("groups/front.yaml", "group: 600\nring: [151, 152]\n")
        .Add("routes/main.yaml", "did: \"3615551212\"\ncontext: itsp\nring: [600]\n")
        .Add("phones/desk.yaml", Phone);

    private static System.Collections.Immutable.ImmutableArray<Diagnostic> Read(MemoryTree tree) =>
        new FleetReader(new SpecLoader(), new QuartzWindowClock()).Read(tree, null).Diagnostics;
}
