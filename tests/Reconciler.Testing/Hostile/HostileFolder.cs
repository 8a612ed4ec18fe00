using System.Collections.Immutable;
using System.Globalization;

namespace Reconciler.Testing.Hostile;

/// <summary>A folder of specs that was made to cost its reader as much as can be.</summary>
/// <param name="What">In a few words.</param>
/// <param name="Code">The first finding's.</param>
/// <param name="Files">The files beside site.yaml, made as they are asked for.</param>
/// <param name="IsShort">Whether it is read within a second or two.</param>
public sealed record HostileFolder(string What, string Code, Func<IEnumerable<(string Path, string Text)>> Files, bool IsShort)
{
    /// <summary>The site that they belong to.</summary>
    public const string Site = """
        name: hq
        provisioning: { url: "tftp://192.0.2.5" }
        asterisk: { host: 192.0.2.5, channel: pjsip, context: fxsgroup }
        emergency: ["911"]

        """;

    private const int Nine = 9;
    private const int FileBytes = 4 << 20;

    public static ImmutableArray<HostileFolder> All { get; } =
    [
        new("one mapping of 350,000 keys on a line", "REC157", () => One($"{{{Join(350_000, i => $"k{i}: v")}}}\n"), IsShort: true),
        new("a list of a million letters", "REC157", () => One($"[{Join(1_000_000, _ => "a")}]\n"), IsShort: true),
        new("two million open brackets", "REC005", () => One(new string('[', 2_000_000)), IsShort: true),
        new("aliases of aliases, nine each, 25 deep", "REC007", () => One(AliasBomb()), IsShort: true),
        new("900,000 aliases of one anchor", "REC007", () => One($"a: &a x\nb: [{Join(900_000, _ => "*a")}]\n"), IsShort: true),
        new("one text of 4 MB", "REC006", () => One($"mac: \"{new string('x', 4_000_000)}\"\n"), IsShort: true),
        new("a million lines of one text", "REC006", () => One("mac: |\n" + Repeat("  x\n", 1_000_000)), IsShort: true),
        new("100,000 documents of a file, each wrong", "REC157", () => One(Lines(100_000, i => $"---\nextension: {i}\nnam: x\n"), "extensions/a.yaml"), IsShort: true),
        new("250 groups that ring 3,000 extensions each", "REC025", () => Groups(5, 50), IsShort: true),
        new("2,500 groups that ring 3,000 extensions each", "REC025", () => Groups(25, 100), IsShort: false),
        new("100,000 unknown keys in 100 files", "REC022", () => Many(100, 1_000, "phones", (j, _) => $"mac: 00:25:84:00:00:{j:x2}\nmodel: SPA504G\n", (_, i) => $"unknwon{i}: 1\n"), IsShort: false),
        new("60 files of 4 MiB, each a list of small mappings", "REC157", () => Enumerable.Range(0, 60).Select(j => ($"phones/a{j}.yaml", $"[{Join(FileBytes / 7, _ => "{a: b}")[..(FileBytes - 2)]}\n")), IsShort: false),
        new("100,000 phones that name what is nowhere", "REC042", () => Many(100, 1_000, "phones", (_, _) => "", (j, i) => $"- {{ mac: \"0024{(j * 1_000) + i:x8}\", model: SPA504G, profiles: [prof{i}], keys: [{i + 1_000}] }}\n"), IsShort: false),
        new("10,000 phones of 760 profiles each", "REC025", () => Many(20, 500, "phones", (_, _) => "", (j, i) => $"- {{ mac: \"0026{(j * 500) + i:x8}\", model: SPA504G, profiles: [{Join(760, p => $"p{p}")}] }}\n"), IsShort: false),
        new("100,000 files, each an extension that nothing uses", "REC051", () => Many(100_000, 1, "extensions", (_, _) => "", (j, _) => $"extension: {100_000 + j}\n"), IsShort: false),
    ];

    /// <summary>Writes site.yaml and the files.</summary>
    public void WriteTo(TemporaryFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        folder.Write("site.yaml", Site);
        foreach (var (path, text) in Files())
        {
            folder.Write(path, text);
        }
    }

    public override string ToString() => What;

    private static IEnumerable<(string Path, string Text)> One(string text, string path = "phones/a.yaml") => [(path, text)];

    private static IEnumerable<(string Path, string Text)> Many(int files, int items, string folder, Func<int, int, string> head, Func<int, int, string> item) =>
        Enumerable.Range(0, files).Select(j => ($"{folder}/f{j}.yaml", head(j, 0) + Lines(items, i => item(j, i))));

    private static IEnumerable<(string Path, string Text)> Groups(int files, int groups)
    {
        var ring = Join(3_000, i => Text(100 + i));
        return Many(files, groups, "groups", (_, _) => "", (j, i) => $"- {{ group: {500_000 + (j * groups) + i}, ring: [{ring}] }}\n");
    }

    private static string AliasBomb() => "a0: &a0 [x]\n" + Lines(25, n => $"a{n + 1}: &a{n + 1} [{Join(Nine, _ => $"*a{n}")}]\n");

    private static string Join(int count, Func<int, string> item) => string.Join(',', Enumerable.Range(0, count).Select(item));

    private static string Lines(int count, Func<int, string> line) => string.Concat(Enumerable.Range(0, count).Select(line));

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
