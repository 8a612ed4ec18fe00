using System.Text;
using CsCheck;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Reading;
using Reconciler.Specs.Loading;
using Reconciler.Testing;
using Reconciler.Testing.Fleets;
namespace Reconciler.Specs.Tests.Yaml;

public sealed class YamlReaderTests
{
    private const string Path = "phones/a.yaml";
    private const string Alphabet = "{}[]:-,&*!|>'\"%@`#?~ \n\t\\x0ab<.";

    [Fact]
    public void InvalidUtf8_HasItsPlace() => Assert.Equal(
        "phones/a.yaml:2:6 error REC002 The file is not valid UTF-8 from here on. Save it in the encoding UTF-8.", Only([.. "a: b\nname:"u8, 0xc3, 0x28]));

    [Fact]
    public void ControlCharacter_HasItsPlace() => Assert.Equal(
        "phones/a.yaml:2:4 error REC003 The null character (U+0000) stands here, which no text may hold. Remove it.", Only("a: b\r\nc: \0x"u8.ToArray()));

    [Fact]
    public void FileOver4MiB_IsRefused() => Assert.Equal(
        "phones/a.yaml error REC001 The file is larger than 4 MiB. Split it into several files.", Only(new byte[10 << 20]));

    [Fact]
    public void NestedBrackets_AreRefusedAt64() => Assert.Equal(
        "phones/a.yaml:1:65 error REC005 Lists and mappings are nested deeper than 64 levels here.", Only(Encoding.UTF8.GetBytes(new string('[', 100_000))));

    [Fact]
    public void NestedMappings_AreRefusedAt64() => Assert.Contains("REC005", Only(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{a: ", 25_000)))), StringComparison.Ordinal);

    [Fact]
    public void LongScalar_IsRefused() => Assert.Equal(
        "phones/a.yaml:1:6 error REC006 This text is longer than 64 KiB.", Only(Encoding.UTF8.GetBytes("mac: " + new string('x', 65_537) + "\n")));

    [Fact]
    public void AliasBomb_IsRefusedWithoutGrowing()
    {
        var text = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < 40; i++)
        {
            text.Append($"a{i}: &a{i} [{string.Join(',', Enumerable.Repeat($"*a{i - 1}", 9))}]\n");
        }

        var findings = Load(Encoding.UTF8.GetBytes(text.ToString())).Diagnostics;

        // One more is the document's own: with more errors than are listed, it is only counted as one that the schema refuses.
        Assert.Equal(40 + (39 * 9) + 1, findings.ErrorCount());
        Assert.All(findings.SkipLast(1), finding => Assert.Equal("REC007", finding.Code));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(17)]
    [InlineData(18)]
    [InlineData(1000)]
    public void KeyGivenTwice_IsFoundAmongAnyNumberOfKeys(int keys)
    {
        var text = new StringBuilder();
        for (var i = 1; i <= keys; i++)
        {
            text.Append($"k{i}: {{ k1: 1, k2: 2 }}\n");
        }

        text.Append($"k{keys}: 1\nk1: 1\n");

        var findings = Load(Encoding.UTF8.GetBytes(text.ToString())).Diagnostics.Where(finding => finding.Code == "REC010");

        Assert.Equal(
            [
                $"The key \"k{keys}\" is given twice; first on line {keys}.",
                "The key \"k1\" is given twice; first on line 1.",
            ],
            findings.Select(finding => finding.Message));
    }

    [Fact]
    public void Bom_IsAcceptedAndCountsNoColumn()
    {
        var loaded = Load([0xef, 0xbb, 0xbf, .. "mac: 00:25:84:06:11:56\nmodel: SPA525G\n"u8]);

        Assert.Empty(loaded.Diagnostics);
        Assert.Equal(6, Assert.Single(loaded.Specs.Phones).Mac.Location.Column);
    }

    [Theory]
    [InlineData("002584061156")]
    [InlineData("00e012345678")]
    [InlineData("0025.8406.1156")]
    [InlineData("00-25-84-06-11-56")]
    public void PlainScalar_KeepsItsText(string mac) =>
        Assert.Empty(Load(Encoding.UTF8.GetBytes($"mac: {mac}\nmodel: SPA525G\ndescription: no\nstationName: 0123\n")).Diagnostics);

    [Fact]
    public void RandomBytes_NeverThrow() => Gen.Byte.Array[0, 200].Sample(bytes => Load(bytes).Documents >= 0, iter: 3000);

    [Theory]
    [InlineData("name: Fred\nlabel: !!@'[ x\n")]
    [InlineData("name: Fred\nlabel: !<a b> x\n")]
    [InlineData("name: Fred\nlabel: !!%zz x\n")]
    public void TagThatIsNoUri_IsRefusedAsATag(string text) =>
        Assert.All(Load(Encoding.UTF8.GetBytes(text)).Diagnostics, finding => Assert.Contains("tag", finding.Message, StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void RandomYamlCharacters_NeverThrow() =>
        Gen.Int[0, Alphabet.Length - 1].Select(i => Alphabet[i]).Array[0, 80]
            .Sample(characters => Load(Encoding.UTF8.GetBytes(new string(characters))).Documents >= 0, iter: 5000);

    [Theory]
    [InlineData("site.yaml", "contexts: { lobby: }")]
    [InlineData("phones/a.yaml", "kind: Phone\nmac: 00:25:84:00:00:01\nmodel: SPA525G2\nparameters: { Ringer_Volume: }")]
    [InlineData("profiles/a.yaml", "kind: Profile\nname: a\nkeys: { 2: }\nparameters:\n  Back_Light_Timer:")]
    public void Key_WithoutAValue_IsAFindingAtItsPlace(string file, string text)
    {
        var loaded = new SpecLoader().Load(MemoryTree.WithSite().Add(file, Encoding.UTF8.GetBytes(text)));

        Assert.Contains(loaded.Diagnostics, finding => finding.Location.File == file && finding.Location.Line > 0);
    }

    [Fact]
    public void MutatedExamples_NeverThrow()
    {
        var folder = System.IO.Path.Combine(Checkout.Root, "example-repo");
        var files = Directory.GetFiles(folder, "*.yaml", SearchOption.AllDirectories)
            .Select(file => (Path: System.IO.Path.GetRelativePath(folder, file), Bytes: File.ReadAllBytes(file))).ToArray();
        var mutation = Gen.Select(Gen.Int[0, files.Length - 1], Gen.Int[0, 3000], Gen.Byte, Gen.Int[0, 20]);

        mutation.Sample(
            (file, at, value, cut) =>
            {
                var bytes = files[file].Bytes.ToList();
                at %= bytes.Count;
                bytes.RemoveRange(at, Math.Min(cut, bytes.Count - at));
                bytes.Insert(Math.Min(at, bytes.Count), value);
                var loaded = new SpecLoader().Load(MemoryTree.WithSite().Add(files[file].Path, [.. bytes]));
                Assert.All(loaded.Diagnostics, finding => Assert.NotEqual("", finding.Location.File));
            },
            iter: 3000);
    }

    private static string Only(byte[] bytes) => Assert.Single(Load(bytes).Diagnostics).ToString();

    private static SpecReading Load(byte[] bytes) => new SpecLoader().Load(MemoryTree.WithSite().Add(Path, bytes));
}
