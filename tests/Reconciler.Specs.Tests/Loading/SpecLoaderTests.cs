using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Windows;
using Reconciler.Specs.Loading;
using Reconciler.Testing.Fleets;

namespace Reconciler.Specs.Tests.Loading;

public sealed class SpecLoaderTests
{
    [Fact]
    public void Cache_NextLoad_ReadsOnlyWhatChanged()
    {
        var loader = new SpecLoader(new SpecCache());
        var tree = MemoryTree.WithSite().Add("extensions/a.yaml", "extension: 151\n").Add("extensions/b.yaml", "extension: x\n");
        var first = loader.Load(tree);
        var reads = tree.Reads;

        tree.Add("extensions/a.yaml", "extension: 152\n");
        var second = loader.Load(tree);

        Assert.Equal((3, 1, 1), (reads, tree.Reads - reads, second.ParsedFiles));
        Assert.Equal("152", Assert.Single(second.Specs.Extensions).Number.Value.ToString());
        Assert.Equal(first.Diagnostics, second.Diagnostics);
    }

    [Theory]
    [InlineData("extension: 151\nname: Fred\n", "# comment\nname: \"Fred\"\n\nextension:   151\n", true)]
    [InlineData("extension: 151\nname: Fred\n", "extension: 151\nname: Sally\n", false)]
    [InlineData("extension: 151\n", "extension: 151\nvoicemail: {}\n", false)]
    public void Digest_IsOfTheContentOnly(string one, string other, bool same) => Assert.Equal(same, Extension(one).Digest == Extension(other).Digest);

    [Fact]
    public void Documents_OfEveryForm_AreCounted()
    {
        var loaded = new SpecLoader().Load(MemoryTree.WithSite()
            .Add("extensions/list.yaml", "- extension: 151\n- { extension: 152 }\n")
            .Add("extensions/deep/many.yml", "extension: 153\n---\nextension: 154\n---\n# nothing\n")
            .Add("other/x.yaml", "whatever\n")
            .Add("extensions/.hidden/x.yaml", "whatever\n"));

        Assert.Empty(loaded.Diagnostics);
        Assert.Equal(5, loaded.Documents);
        Assert.Equal(["153", "154", "151", "152"], loaded.Specs.Extensions.Select(extension => extension.Number.Value.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# to be written\n")]
    [InlineData("---\n")]
    public void SiteFile_ThatSaysNothing_IsAnErrorAtItsBeginning(string text)
    {
        var loaded = new SpecLoader().Load(MemoryTree.WithSite().Add("site.yaml", text));

        var finding = Assert.Single(loaded.Diagnostics);
        Assert.Equal(("REC009", "site.yaml"), (finding.Code, finding.Location.File));
    }

    [Fact]
    public void ManyDocuments_KeepTheirOrderAndPlaces()
    {
        var loaded = new SpecLoader().Load(MemoryTree.WithSite()
            .Add("extensions/a.yaml", string.Concat(Enumerable.Range(1000, 150).Select(number => $"- {{ extension: {number}, name: [] }}\n"))));

        Assert.Equal(Enumerable.Range(1, 150), loaded.Diagnostics.Select(finding => finding.Location.Line));
        Assert.Equal(Enumerable.Range(1000, 150).Select(number => $"{number}"), loaded.Specs.Extensions.Select(extension => extension.Number.Value.ToString()));
    }

    [Fact]
    public void Rollout_OfASite_IsReadWithItsWavesAndDefaults()
    {
        var rollout = new SpecLoader().Load(MemoryTree.WithSite().Add(
            "site.yaml", MemoryTree.Site + "\nrollout: { waves: [ { canary: [002584061156, reception] }, 10%, 50% ], onFailure: rollback }\n")).Specs.Site!.Rollout!;

        Assert.Equal(["002584061156", "reception"], rollout.Canary.Select(c => c.Value));
        Assert.Equal([10, 50], rollout.Percentages.Select(p => p.Value));
        Assert.Equal((TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), RolloutFailure.Rollback), (rollout.Settle, rollout.Deadline, rollout.OnFailure));
    }

    [Fact]
    public void Windows_OfASite_AreReadWithTheirPlaces()
    {
        var windows = new SpecLoader().Load(MemoryTree.WithSite().Add(
            "site.yaml",
            MemoryTree.Site + """

            windows:
              - { name: nights, allow: "0 0 22 ? * MON-FRI", length: 6h, timeZone: America/Chicago }
              - deny: "0 0 0 24 12 ?"
                length: 72h
                timeZone: UTC

            """)).Specs.Site!.Windows;

        Assert.Equal(
            [
                new Window("nights", Allows: true, "0 0 22 ? * MON-FRI", TimeSpan.FromHours(6), "America/Chicago"),
                new Window("0 0 0 24 12 ?", Allows: false, "0 0 0 24 12 ?", TimeSpan.FromHours(72), "UTC"),
            ],
            windows.Select(w => w.Window));
        Assert.Equal((6, 8), (windows[1].Cron.Line, windows[1].TimeZone.Line));
    }

    [Theory]
    [InlineData("rollout: {}")]
    [InlineData("rollout: { waves: [ 100% ] }")]
    [InlineData("rollout: { waves: [ { canary: [] } ] }")]
    [InlineData("rollout: { waves: [ 10% ], onFailure: pray }")]
    public void Rollout_ThatTheSchemaRefuses_IsAFindingOnItsLine(string rollout) =>
        Assert.All(new SpecLoader().Load(MemoryTree.WithSite().Add("site.yaml", $"{MemoryTree.Site}\n{rollout}\n")).Diagnostics, d => Assert.Equal(4, d.Location.Line));

    [Fact]
    public void Extension_WithNothing_HasDefaults()
    {
        var extension = Extension("extension: 0123\n");

        Assert.Equal("0123", extension.Number.Value.ToString());
        Assert.Equal("«secret:extension/0123#derive:1»", extension.Secret.Value.ToString());
        Assert.Equal((TimeSpan.FromSeconds(60), "rT", DeviceKind.Phone), (extension.RingTime, extension.RingOptions.Value, extension.Device));
    }

    [Fact]
    public void Extension_Secrets_AreReferences()
    {
        var extension = Extension("extension: 151\nsecret: { derive: 2, previous: 1 }\nvoicemail: { pin: { env: FRED, locked: true }, email: f@example.com }\n");

        Assert.Equal("«secret:extension/151#derive:2»", extension.Secret.Value.ToString());
        Assert.Equal("«secret:extension/151#derive:1»", extension.PreviousSecret!.Value.Value.ToString());
        Assert.Equal("«pin:extension/151#env:FRED»", extension.Voicemail!.Pin.Value.ToString());
        Assert.True(extension.Voicemail.Locked);
    }

    private static ExtensionSpec Extension(string text)
    {
        var loaded = new SpecLoader().Load(MemoryTree.WithSite().Add("extensions/a.yaml", text));
        Assert.Empty(loaded.Diagnostics);
        return Assert.Single(loaded.Specs.Extensions);
    }
}
