using System.Globalization;
using System.Text;
using Reconciler.Import.Inputs;
using Reconciler.Testing;

namespace Reconciler.Import.Tests;

/// <summary>
/// Shops that nobody set up with Reconciler, each a folder of <c>Shops</c> in the manner of what is public: what FreePBX, FusionPBX and Wazo generate, what people
/// wrote by hand, and what phones of each family hold. An object is a value: an element of a phone's file that the phone can be given, an option of an endpoint,
/// auth or aor, a field of a mailbox, how an extension's number rings, a ring group, an inbound number.
/// </summary>
public sealed class ShopTests
{
    private const double LeastPart = 0.95;

    public static TheoryData<string> Shops { get; } = [.. Directory.GetDirectories(Folder).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    private static string Folder => Checkout.PathOf("tests", "Reconciler.Import.Tests", "Shops");

    [Theory]
    [MemberData(nameof(Shops))]
    public void Shop_IsCarriedOverButForWhatIsListed(string shop)
    {
        var result = Import(shop);

        Assert.Empty(result.Findings.Where(f => f.Kind == FindingKind.Refused).Select(f => f.ToString()));
        var (all, same) = (result.Counts.Elements + result.Counts.Values, result.Counts.Same + result.Counts.SameValues);
        var listed = string.Join('\n', result.Findings.Select(f => f.ToString()));
        Assert.True(same >= all * LeastPart, $"{same} of {all} are the same.\n{listed}");
        Assert.True(same == all || result.Findings.Any(f => f.Kind == FindingKind.Left), "Something is not listed.");
        Assert.All(result.Findings.Where(f => f is { Kind: FindingKind.Left, Line: > 0 }), f => Assert.True(f.Line <= File.ReadLines(Path.Combine(Folder, "..", f.File)).Count(), f.ToString()));
        _ = ImportedSite.Render(ImportedSite.Fleet(result.Specs), result.Secrets);
    }

    [Theory]
    [MemberData(nameof(Shops))]
    public void Passwords_AreInNoSpecAndNoFinding(string shop)
    {
        var result = Import(shop);

        var text = string.Concat(result.Specs.Values) + string.Join('\n', result.Findings);
        Assert.DoesNotContain(result.Secrets.Values.Where(s => s.Length > 4 && !s.All(char.IsAsciiDigit)), s => text.Contains(s, StringComparison.Ordinal));
    }

    /// <summary>The page's figures are those of this run; <c>UPDATE_GOLDEN=1</c> writes them.</summary>
    [Fact]
    public void Figures_AreThoseOfThePage()
    {
        const string Begin = "<!-- figures of ShopTests -->\n";
        const string End = "<!-- end of figures -->\n";
        var table = new StringBuilder("| shop | phones | extensions | values | carried over | listed |\n| --- | --- | --- | --- | --- | --- |\n");
        var (all, same) = (0, 0);
        foreach (var shop in Directory.GetDirectories(Folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal))
        {
            var result = Import(shop);
            var (values, carried) = (result.Counts.Elements + result.Counts.Values, result.Counts.Same + result.Counts.SameValues);
            (all, same) = (all + values, same + carried);
            table.Append(CultureInfo.InvariantCulture, $"| {shop} | {result.Counts.Phones} | {result.Counts.Extensions} | {values} | {Part(carried, values)} | {result.Findings.Count(f => f.Kind == FindingKind.Left)} |\n");
        }

        table.Append(CultureInfo.InvariantCulture, $"| all | | | {all} | {Part(same, all)} | |\n");
        var page = File.ReadAllText(Checkout.PathOf("docs", "import.md"));
        var (from, to) = (page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, page.IndexOf(End, StringComparison.Ordinal));
        GoldenFile.Matches(page[..from] + table + page[to..], Checkout.PathOf("docs", "import.md"));
    }

    private static string Part(int same, int all) => (100.0 * same / all).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static ImportResult Import(string shop) =>
        ImportedSite.Import([.. Directory.GetFiles(Path.Combine(Folder, shop), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => new InputFile("Shops/" + Path.GetRelativePath(Folder, f), File.ReadAllBytes(f)))]);
}
