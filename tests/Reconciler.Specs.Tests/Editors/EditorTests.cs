using Reconciler.Core.Diagnostics;
using Reconciler.Specs.Loading;
using Reconciler.Testing;
using Reconciler.Testing.Fleets;
namespace Reconciler.Specs.Tests.Editors;

/// <summary>What an editor with the YAML language server says of a file is what <c>validate</c> says of it.</summary>
public sealed class EditorTests(EditorFixture editor) : IClassFixture<EditorFixture>
{
    private const string Site = "name: hq\nprovisioning: { url: tftp://192.0.2.1 }\nasterisk: { host: 192.0.2.1, context: a }\n";

    private const string Phone = "mac: 00:25:84:06:11:56\nmodel: SPA525G\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> ExampleFiles => [.. Directory.EnumerateFiles(EditorFixture.Site, "*.yaml", SearchOption.AllDirectories)
        .Select(f => Path.GetRelativePath(EditorFixture.Site, f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(ExampleFiles))]
    public async Task ExampleRepo_HasNothingUnderlined(string file)
    {
        var path = Path.Combine(EditorFixture.Site, file);
        var server = await editor.ServerAsync();

        Assert.Empty(await server.OpenAsync(path, await File.ReadAllTextAsync(path, Token), Token));
    }

    [Theory]
    // a value of another kind
    [InlineData("phone", Phone + "keys: 151\n")]
    [InlineData("extension", "extension: 151\nname: true\n")]
    [InlineData("extension", "extension: 151\nname:\n")]
    [InlineData("extension", "extension: 151\nvoicemail: yes please\n")]
    [InlineData("site", "asterisk: [1]\n")]
    [InlineData("profile", "name: base\nadmin: { webServer: \"true\" }\n")]
    [InlineData("group", "group: 600\nring: 151\n")]
    [InlineData("route", "did: 1\ncontext: a\nring: { a: b }\n")]
    [InlineData("extension", "- extension: 151\n- extension: [152]\n")]
    // a key that is not known
    [InlineData("phone", Phone + "stationname: x\n")]
    [InlineData("phone", Phone + "keys:\n  - line: 151\n    lable: x\n")]
    [InlineData("extension", "extension: 151\nnmae: Fred\n")]
    [InlineData("site", "provisoning: {}\n")]
    [InlineData("profile", "name: base\nsyslog: { servre: 192.0.2.1 }\n")]
    [InlineData("group", "group: 600\nring: [151]\nstrategey: all\n")]
    [InlineData("route", "did: 1\ncontext: a\nring: [151]\nsecods: 5\n")]
    // not one of those allowed
    [InlineData("extension", "extension: 151\ndevice: fone\n")]
    [InlineData("group", "group: 600\nring: [151]\nstrategy: inorder\n")]
    [InlineData("phone", "mac: 00:25:84:06:11:56\nmodel: SPA999G\n")]
    [InlineData("site", "asterisk: { host: 192.0.2.1, context: a, channel: iax }\n")]
    [InlineData("profile", "name: base\nserviceCodes: some\n")]
    // a stepping stone of the firmware catalogue
    [InlineData("site", "firmware: { SPA525G: { \"7.6.2\": { image: a.bin, vai: \"7.5.4\" } } }\n")]
    [InlineData("site", "firmware: { SPA525G: { \"7.6.2\": [a.bin] } }\n")]
    // a key that is missing
    [InlineData("extension", "name: Fred\n")]
    [InlineData("phone", "mac: 00:25:84:06:11:56\n")]
    [InlineData("group", "group: 600\n")]
    [InlineData("route", "did: 1\nring: [151]\n")]
    [InlineData("profile", "stationName: x\n")]
    // a number or a list out of range
    [InlineData("extension", "extension: 151\npickupGroup: 64\n")]
    [InlineData("group", "group: 600\nring: []\n")]
    [InlineData("site", "asterisk: { host: 192.0.2.1, context: a, port: 70000 }\n")]
    [InlineData("profile", "name: base\nsyslog: { debugLevel: 9 }\n")]
    // another form
    [InlineData("extension", "extension: \"2O1\"\n")]
    [InlineData("phone", "mac: 00:25:84:06:11:5\nmodel: SPA525G\n")]
    [InlineData("route", "did: 1\ncontext: a\nring: [151]\noptions: rL\n")]
    [InlineData("group", "group: 600\nring: [151]\notherwise: { goto: \"ivr\" }\n")]
    [InlineData("profile", "name: a b\n")]
    // none of the forms, or two of them
    [InlineData("group", "group: 600\nring: [151]\notherwise: hangupp\n")]
    [InlineData("phone", Phone + "keys: [{ line: 151, blf: 152 }]\n")]
    [InlineData("phone", Phone + "keys:\n  - line: 151\n  - { label: x }\n")]
    [InlineData("phone", Phone + "keys: [{ blf: 151, displayName: x }]\n")]
    [InlineData("site", Site + "windows: [{ length: 6h, timeZone: UTC }]\n")]
    [InlineData("site", Site + "windows: [{ allow: \"0 0 22 ? * MON\", deny: \"0 0 22 ? * MON\", length: 6h, timeZone: UTC }]\n")]
    [InlineData("site", Site + "windows: [{ allow: \"0 22 * * 1-5\", length: 6h, timeZone: UTC }]\n")]
    [InlineData("site", Site + "windows: [{ allow: \"0 0 22 ? * MON\", length: 6, timeZone: UTC }]\n")]
    // a key given twice
    [InlineData("phone", Phone + "model: SPA504G\n")]
    // the second document, which names its schema anew
    [InlineData("extension", "extension: 151\n---\n# yaml-language-server: $schema=../../schema/extension.schema.json\nextension: 152\nnmae: Sally\n")]
    public async Task BrokenFile_IsUnderlinedWhereValidateFindsIt(string kind, string text)
    {
        var (path, whole) = EditorFile.Of(kind, text);

        var underlined = await (await editor.ServerAsync()).OpenAsync(path, whole, Token);

        var found = Validate(kind, whole);
        Assert.NotEmpty(found);
        Assert.True(
            found.Select(f => f.Location.Line).ToHashSet().SetEquals(underlined.Select(f => f.Line)),
            $"validate: {string.Join("; ", found)}\neditor: {string.Join("; ", underlined)}");
    }

    // An editor goes on after the place where the text stops being YAML, and finds more.
    [Theory]
    [InlineData("phone", "mac: \"abc\n")]
    [InlineData("phone", Phone + "keys: [151,\nmac: 1\n")]
    [InlineData("extension", "extension: 151\nname: a: b\n")]
    [InlineData("extension", "extension: 151\n---\nextension: [\n")]
    public async Task TextThatIsNoYaml_IsUnderlinedToo(string kind, string text)
    {
        var (path, whole) = EditorFile.Of(kind, text);

        var underlined = await (await editor.ServerAsync()).OpenAsync(path, whole, Token);

        Assert.NotEmpty(underlined);
        Assert.Contains(Validate(kind, whole), f => f.Code == "REC004");
    }

    // To an editor 007 is the number 7, so that a schema cannot count its digits; validate judges the text.
    [Theory]
    [InlineData("1234567890123456", false)]
    [InlineData("007", true)]
    public async Task DigitsOfAPlainNumber_AreCountedByValidateAlone(string number, bool valid)
    {
        var (path, whole) = EditorFile.Of("extension", $"extension: {number}\n");

        Assert.Empty(await (await editor.ServerAsync()).OpenAsync(path, whole, Token));
        Assert.Equal(valid, !Validate("extension", whole).Any(f => f.Severity == Severity.Error));
    }

    // An editor looks for the schema at the head of each document.
    [Theory]
    [InlineData("example-repo")]
    [InlineData("src/Reconciler.Cli/Init/Files")]
    public void EveryDocument_NamesTheSchemaOfItsKind(string folder)
    {
        var root = Path.Combine(Checkout.Root, folder);
        foreach (var file in Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories))
        {
            var kind = Path.GetFileName(Path.GetDirectoryName(file)) is var parent && file == Path.Combine(root, "site.yaml") ? "site" : parent![..^1];
            Assert.All(
                File.ReadAllText(file).Split("---\n"),
                document => Assert.Matches($"^# yaml-language-server: \\$schema=[./]*schema/{kind}\\.schema\\.json\n", document));
        }
    }

    private static Diagnostic[] Validate(string kind, string text)
    {
        var tree = kind == "site" ? new MemoryTree().Add("site.yaml", text) : MemoryTree.WithSite().Add($"{kind}s/a.yaml", text);
        return [.. new SpecLoader().Load(tree).Diagnostics];
    }
}
