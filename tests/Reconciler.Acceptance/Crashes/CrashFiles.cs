namespace Reconciler.Acceptance.Crashes;

/// <summary>A site of three phones, and a push that changes, adds and removes one of everything.</summary>
internal static class CrashFiles
{
    public const string Removed = "phones/cleo.yaml";

    public const string Site = """
        name: hq
        provisioning: { url: "tftp://192.168.2.245" }
        asterisk: { host: 192.168.2.245, channel: pjsip, context: fxsgroup }
        defaults: { profile: base }
        models: [SPA525G, SPA504G]

        """;

    private const string Cleo = """
        mac: 00:25:84:00:00:03
        model: SPA504G
        keys: [153]

        """;

    private const string Dora = """
        mac: 00:25:84:00:00:04
        model: SPA504G
        keys: [154]

        """;

    /// <summary>The files of the first commit.</summary>
    public static (string Path, string Text)[] First =>
    [
        ("site.yaml", Site),
        ("profiles/base.yaml", "name: base\n"),
        ("extensions/all.yaml", Extensions(154, "Ann")),
        ("phones/ann.yaml", Ann("one")),
        ("phones/bob.yaml", "mac: 00:25:84:00:00:02\nmodel: SPA504G\nkeys: [152]\n"),
        (Removed, Cleo),
    ];

    /// <summary>The push that is interrupted: Ann's label and name change, Dora's phone comes; <see cref="Removed"/> is to be removed as well.</summary>
    public static (string Path, string Text)[] Pushed =>
        [("phones/ann.yaml", Ann("pushed")), ("phones/dora.yaml", Dora), ("extensions/all.yaml", Extensions(155, "Anna"))];

    public static string Ann(string label) => $$"""
        mac: 00:25:84:00:00:01
        model: SPA525G
        keys: [{ line: 151, label: {{label}} }, { blf: 152, label: Bob }]

        """;

    private static string Extensions(int last, string first) => string.Concat(
        Enumerable.Range(151, last - 150).Select(number => $"- {{ extension: {number}, name: {(number == 151 ? first : "Someone")}{(number == 151 ? ", voicemail: {}" : "")} }}\n"));
}
