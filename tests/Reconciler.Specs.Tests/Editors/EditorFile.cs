namespace Reconciler.Specs.Tests.Editors;

/// <summary>A file of example-repo that is open in an editor and was never saved. A site is completed by the keys that it must have.</summary>
internal static class EditorFile
{
    private static int LastFile;

    /// <summary>The path and the whole text; the first line names the schema.</summary>
    public static (string Path, string Text) Of(string kind, string text)
    {
        var folder = kind == "site" ? "" : kind + "s/";
        var site = kind == "site" && !text.Contains("asterisk:", StringComparison.Ordinal) ? "asterisk: { host: 192.0.2.1, context: a }\n" : "";
        var rest = kind == "site" ? "name: hq\nprovisioning: { url: \"tftp://192.0.2.1\" }\n" + site : "";
        var up = kind == "site" ? "../" : "../../";
        var name = kind == "site" ? $"site-{Interlocked.Increment(ref LastFile)}.yaml" : $"{folder}broken-{Interlocked.Increment(ref LastFile)}.yaml";
        return (Path.Combine(EditorFixture.Site, name), $"# yaml-language-server: $schema={up}schema/{kind}.schema.json\n{rest}{text}");
    }

    /// <summary>A file of a kind without anything that was not asked for.</summary>
    public static (string Path, string Text) Bare(string kind, string text) =>
        (Path.Combine(EditorFixture.Site, $"bare-{Interlocked.Increment(ref LastFile)}.yaml"), $"# yaml-language-server: $schema=../schema/{kind}.schema.json\n{text}");
}
