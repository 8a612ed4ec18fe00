using Reconciler.Core.Diagnostics;
using Reconciler.Core.Reading;
using Reconciler.Scheduling;
using Reconciler.Specs.Loading;
using Reconciler.Testing.Fleets;

namespace Reconciler.Specs.Tests.Loading;

/// <summary>Each code once with its exact place; the sentences are part of the product.</summary>
public sealed class FindingTests
{
    private const string Phone = "mac: 00:25:84:06:11:56\nmodel: SPA525G\n";

    [Theory]
    [InlineData("phones/a.yaml", "mac: \"abc\n", "phones/a.yaml:1:6 error REC004 A quoted text is not closed. Add the closing quote.")]
    [InlineData("phones/a.yaml", "keys: [151,\nmac: 1\n", "phones/a.yaml:1:11 error REC004 The \"[\" of line 1, column 7 is not closed before this. Add the closing bracket, or the comma before this entry.")]
    [InlineData("phones/a.yaml", "a: b: c\n", "phones/a.yaml:1:5 error REC004 This colon makes a key where none can stand. Check the indentation, or put the text in quotes.")]
    [InlineData("phones/a.yaml", "a: 'it's'\n", "phones/a.yaml:1:8 error REC004 Something follows the text before it that does not belong to it. Put the whole text in one pair of quotes; double a single quote inside single quotes.")]
    [InlineData("phones/a.yaml", Phone + "description: \"two\\nlines\"\n", "phones/a.yaml:3:14 error REC003 This text holds a line break. Write it on one line, without control characters.")]
    [InlineData("phones/a.yaml", Phone + "description: &a x\n", "phones/a.yaml:3:14 error REC007 YAML anchors (&name) are not used here. Share settings in a profile.")]
    [InlineData("phones/a.yaml", Phone + "description: *a\n", "phones/a.yaml:3:14 error REC007 YAML aliases (*name) are not used here. Share settings in a profile.")]
    [InlineData("phones/a.yaml", Phone + "description: !!str x\n", "phones/a.yaml:3:14 error REC008 YAML tags (!name) are not used here. Remove the tag.")]
    [InlineData("phones/a.yaml", Phone + "<<: { description: x }\n", "phones/a.yaml:3:1 error REC007 The YAML merge key << is not used here. Share settings in a profile.")]
    [InlineData("phones/a.yaml", Phone + "model: SPA504G\n", "phones/a.yaml:3:1 error REC010 The key \"model\" is given twice; first on line 2. Remove one of the two.")]
    [InlineData("phones/a.yaml", "mac: 00:25:84:06:11:56\nmodel: SPA525G\nkeys: 151\n", "phones/a.yaml:3:7 error REC020 \"keys\" must be a list, not \"151\".")]
    [InlineData("extensions/a.yaml", "extension: 151\nname: true\n", "extensions/a.yaml:2:7 error REC020 \"name\" must be a text of up to 128 characters, not \"true\". Put the text in quotes.")]
    [InlineData("extensions/a.yaml", "extension: 151\nname:\n", "extensions/a.yaml:2:6 error REC020 \"name\" must be a text of up to 128 characters, not empty. Write a value, or remove the key.")]
    [InlineData("extensions/a.yaml", "name: Fred\n", "extensions/a.yaml:1:1 error REC021 The key \"extension\" is missing.")]
    [InlineData("phones/a.yaml", Phone + "stationname: x\n", "phones/a.yaml:3:1 error REC022 The key \"stationname\" is not known. Did you mean \"stationName\"?")]
    [InlineData("phones/a.yaml", Phone + "keys:\n  - line: 151\n    lable: x\n", "phones/a.yaml:5:5 error REC022 The key \"lable\" is not known in an item of \"keys\". Did you mean \"label\"?")]
    [InlineData("extensions/a.yaml", "extension: 151\ndevice: fone\n", "extensions/a.yaml:2:9 error REC023 \"device\" must be \"phone\" or \"other\", not \"fone\".")]
    [InlineData("groups/a.yaml", "group: 600\nring: [151]\nstrategy: inorder\n", "groups/a.yaml:3:11 error REC023 \"strategy\" must be \"all\" or \"inOrder\", not \"inorder\". Did you mean \"inOrder\"?")]
    [InlineData("extensions/a.yaml", "extension: 1234567890123456\n", "extensions/a.yaml:1:12 error REC024 \"extension\" must be a number of 1 to 15 digits, not \"1234567890123456\".")]
    [InlineData("extensions/a.yaml", "extension: \"2O1\"\n", "extensions/a.yaml:1:12 error REC024 \"extension\" must be a number of 1 to 15 digits, not \"2O1\".")]
    [InlineData("phones/a.yaml", "mac: 00:25:84:06:11:5\nmodel: SPA525G\n", "phones/a.yaml:1:6 error REC024 \"mac\" must be a MAC address such as 00:25:84:06:11:56, not \"00:25:84:06:11:5\".")]
    [InlineData("routes/a.yaml", "did: 1\ncontext: a\nring: [151]\noptions: rL\n", "routes/a.yaml:4:10 error REC024 \"options\" must be single letters of the Dial flags c d e g h H i I k K m r R t T w W x X z, not \"rL\".")]
    [InlineData("groups/a.yaml", "group: 600\nring: [151]\notherwise: { goto: \"ivr\" }\n", "groups/a.yaml:3:20 error REC024 \"goto\" must be context,extension,priority, not \"ivr\".")]
    [InlineData("extensions/a.yaml", "extension: 151\npickupGroup: 64\n", "extensions/a.yaml:2:14 error REC025 \"pickupGroup\" must be a whole number from 0 to 63, not \"64\".")]
    [InlineData("groups/a.yaml", "group: 600\nring: []\n", "groups/a.yaml:2:7 error REC025 \"ring\" must be a list of 1 to 256, not an empty list.")]
    [InlineData("groups/a.yaml", "group: 600\nring: [151]\notherwise: hangupp\n", "groups/a.yaml:3:12 error REC026 \"otherwise\" cannot be \"hangupp\"; it takes hangup or { extension: 151 }, { group: 600 }, { voicemail: 151 } or { goto: \"context,extension,priority\" }. Did you mean \"hangup\"?")]
    [InlineData("extensions/a.yaml", "extension: 151\nsecret: { value: s3cret }\n", "extensions/a.yaml:2:18 warning REC027 This secret is written in the repository, where everyone who can read it has it. Use { derive: 1 }, { env: NAME } or { file: name }.")]
    [InlineData("phones/a.yaml", Phone + "keys: [{ line: 151, blf: 152 }]\n", "phones/a.yaml:3:21 error REC028 The keys \"line\" and \"blf\" exclude each other in an item of \"keys\". Keep one of them.")]
    [InlineData("phones/a.yaml", Phone + "keys: [{ blf: 151, displayName: x }]\n", "phones/a.yaml:3:20 error REC028 The key \"displayName\" does not go with \"blf\" in an item of \"keys\". Remove it.")]
    [InlineData("phones/a.yaml", Phone + "keys: [{ label: x }]\n", "phones/a.yaml:3:8 error REC021 One of the keys \"line\", \"blf\", \"speedDial\", \"park\", \"page\", \"xml\", \"registrar\" or \"function\" is needed in an item of \"keys\".")]
    [InlineData("extensions/a.yaml", "extension: 151\nsecret: { derive: 2, previous: 2 }\n", "extensions/a.yaml:2:32 error REC028 The previous rotation of this secret is the same as the new one. Raise derive by one.")]
    [InlineData("profiles/a.yaml", "name: base\ntimeZone: Europe/Vienna\ntimeOffset: +01:00\n", "profiles/a.yaml:3:13 error REC028 Either timeZone or timeOffset and dst can be given, not both. Remove one of the two forms.")]
    [InlineData("site.yml", MemoryTree.Site, "site.yml error REC029 The site is described in site.yaml already. Keep one of the two files.")]
    [InlineData("phone/a.yaml", "x: 1\n", "phone warning REC018 The files in the folder \"phone\" are not read: no kind of spec has that name. Did you mean \"phones\"?")]
    public void Load_OneMistake_IsOneFindingAtItsPlace(string path, string text, string expected)
    {
        var loaded = new SpecLoader().Load(MemoryTree.WithSite().Add(path, text));

        Assert.Equal(expected, Assert.Single(loaded.Diagnostics).ToString());
    }

    [Fact]
    public void Secrets_InClearText_AreEachWarnedAboutOnceWithoutTheirText()
    {
        const string Canary = "c4n4ry-in-a-spec";
        var tree = MemoryTree.WithSite()
            .Add("extensions/a.yaml", $"extension: 151\nsecret: {{ value: {Canary} }}\nvoicemail: {{ pin: {{ value: 27182 }} }}\n")
            .Add("phones/a.yaml", Phone + $"keys: [151]\nparameters: {{ GPP_SA: {{ value: {Canary} }} }}\n")
            .Add("profiles/a.yaml", $"name: base\nadmin: {{ password: {{ value: {Canary} }} }}\nmodels: {{ SPA504G: {{ parameters: {{ GPP_SB: {{ value: {Canary} }} }} }} }}\n");

        var diagnostics = new FleetReader(new SpecLoader(), new QuartzWindowClock()).Read(tree, default).Diagnostics;

        Assert.Equal(
            ["extensions/a.yaml:2:18", "extensions/a.yaml:3:28", "phones/a.yaml:4:32", "profiles/a.yaml:2:29", "profiles/a.yaml:3:53"],
            diagnostics.Where(finding => finding.Code == Codes.SecretInSpec.Id).Select(finding => finding.Location.ToString()));
        Assert.Distinct(diagnostics.Select(finding => finding.Location));
        Assert.DoesNotContain(diagnostics, finding => finding.ToString().Contains(Canary, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("url: tftp://192.168.2.245", "url: tftp://fred:CANARY@192.168.2.245", 2, 22, "REC024")]
    [InlineData("url: tftp://192.168.2.245", "url: tftp://192.168.2.245:70000", 2, 22, "REC024")]
    [InlineData("context: fxsgroup", "context: general", 3, 43, "REC024")]
    [InlineData("host: 192.168.2.245", "host: \"a b\"", 3, 19, "REC024")]
    public void Site_OneMistake_IsFoundAtItsPlace(string good, string bad, int line, int column, string code)
    {
        var text = MemoryTree.Site.Replace("\"", "", StringComparison.Ordinal).Replace(good, bad, StringComparison.Ordinal);

        var finding = Assert.Single(new SpecLoader().Load(new MemoryTree().Add("site.yaml", text)).Diagnostics);

        Assert.Equal((line, column, code), (finding.Location.Line, finding.Location.Column, finding.Code));
        Assert.DoesNotContain("CANARY", finding.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{ img: a.bin }", "site.yaml:4:35 error REC022 The key \"img\" is not known in \"7.6.2\", and the key \"image\" is missing. Known are: image, via.")]
    [InlineData("{ image: a.bin, via: \"7 5\" }", "site.yaml:4:54 error REC024 \"via\" must be a version of up to 32 letters, digits, dots, dashes, underscores and parentheses, not \"7 5\".")]
    [InlineData("{ image: a.bin, via: 7.5.5 }", "site.yaml:4:54 error REC095 Firmware \"7.6.2\" of SPA525G goes by way of \"7.5.5\", which the site's catalogue does not have for SPA525G. Did you mean \"7.5.4\"?")]
    [InlineData("{ image: a.bin, via: 7.6.2 }", "site.yaml:4:54 error REC096 Firmware \"7.6.2\" of SPA525G goes by way of \"7.6.2\", which is not older: phones would go round in a circle. Name a version that comes before it, or leave via out.")]
    [InlineData("{ image: a.bin, via: 7.5.4 }")]
    public void Site_SteppingStone_IsJudgedAtItsPlace(string image, params string[] expected)
    {
        var tree = new MemoryTree().Add("site.yaml", MemoryTree.Site + $"\nfirmware: {{ SPA525G: {{ \"7.6.2\": {image}, \"7.5.4\": b.bin }} }}\n");

        Assert.Equal(expected, new FleetReader(new SpecLoader(), new QuartzWindowClock()).Read(tree, default).Diagnostics.Select(d => d.ToString()));
    }

    [Fact]
    public void Site_RangeThatGoesDown_IsFound()
    {
        var finding = Assert.Single(new SpecLoader().Load(new MemoryTree().Add("site.yaml", MemoryTree.Site + "\nexternal: [701-720, 720-701]\n")).Diagnostics);

        Assert.Equal("site.yaml:4:21 error REC024 The range \"720-701\" must go up, and both its numbers must have the same length, and * and # in the same places.", finding.ToString());
    }

    [Fact]
    public void Site_Missing_IsFoundAtTheFile()
    {
        var finding = Assert.Single(new SpecLoader().Load(new MemoryTree()).Diagnostics);

        Assert.Equal("site.yaml error REC009 There is no site.yaml in the site's folder. Write one, or give the folder that holds it.", finding.ToString());
    }

    [Fact]
    public void Site_TwoDocuments_IsFoundAtTheSecond()
    {
        var loaded = new SpecLoader().Load(new MemoryTree().Add("site.yaml", MemoryTree.Site + "\n---\n" + MemoryTree.Site));

        Assert.Equal("site.yaml:5:1 error REC029 The site's file holds one document only. Remove this one.", Assert.Single(loaded.Diagnostics).ToString());
    }

    [Fact]
    public void Load_ManyMistakes_ReportsAllSortedByPlace()
    {
        var loaded = new SpecLoader().Load(MemoryTree.WithSite()
            .Add("extensions/a.yaml", "extension: x\nvoicemail: { pin: { value: 12 } }\nring: { seconds: 0, options: L }\n")
            .Add("phones/a.yaml", "- { mac: 1, model: SPA52G }\n- hello\n- { mac: 00:25:84:06:11:56, model: SPA525G, keys: [x, {}, disable] }\n"));

        Assert.Equal(
            ["extensions/a.yaml:1:12", "extensions/a.yaml:2:28", "extensions/a.yaml:3:18", "extensions/a.yaml:3:30",
             "phones/a.yaml:1:10", "phones/a.yaml:1:20", "phones/a.yaml:2:3", "phones/a.yaml:3:52", "phones/a.yaml:3:55", "phones/a.yaml:3:59"],
            loaded.Diagnostics.Select(finding => finding.Location.ToString()));
        Assert.True(loaded.HasErrors);
    }
}
