using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Phones;

/// <summary>All parameters that are known of the supported phones. Read from the assembly when it is first asked.</summary>
public static class ParameterCatalogue
{
    private static readonly ImmutableArray<FirmwareFamily> AllFamilies = [.. Enum.GetValues<FirmwareFamily>()];
    private static readonly Lazy<ImmutableArray<CatalogueParameter>> Entries = new(Read);
    private static readonly Lazy<Dictionary<string, CatalogueParameter>> ByName = new(Index);

    /// <summary>Every entry, by pattern (ordinal).</summary>
    public static ImmutableArray<CatalogueParameter> All => Entries.Value;

    /// <summary>The entry of an element name as it stands in a profile (<c>Dial_Plan_3_</c>), or null. Names are case-sensitive.</summary>
    public static CatalogueParameter? Find(string name) => ByName.Value.GetValueOrDefault(name);

    /// <summary><c>Did you mean "x"?</c> over the names that can be set, or null.</summary>
    public static string? DidYouMean(string name) =>
        Suggestion.DidYouMean(name, ByName.Value.Where(e => !e.Value.IsReadOnly).Select(e => e.Key));

    private static Dictionary<string, CatalogueParameter> Index()
    {
        var names = new Dictionary<string, CatalogueParameter>(4096, StringComparer.Ordinal);
        foreach (var entry in All)
        {
            foreach (var name in entry.Expand())
            {
                names.Add(name, entry);
            }
        }

        return names;
    }

    private static ImmutableArray<CatalogueParameter> Read()
    {
        using var stream = typeof(ParameterCatalogue).Assembly.GetManifestResourceStream("Reconciler.Core.Phones.parameters.tsv")!;
        using var reader = new StreamReader(stream);
        var entries = ImmutableArray.CreateBuilder<CatalogueParameter>(1024);
        var shared = new Dictionary<string, LegalValues>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line[0] != '#')
            {
                entries.Add(Parse(line.Split('\t'), shared));
            }
        }

        return entries.ToImmutable();
    }

    private static CatalogueParameter Parse(string[] columns, Dictionary<string, LegalValues> shared)
    {
        var (of525, valuesOf525) = (ColumnAt(8), ColumnAt(9));
        return new CatalogueParameter
        {
            Pattern = columns[0],
            Indices = ParseIndices(columns[1]),
            Access = columns[2] switch
            {
                "na" => ParameterAccess.Administrator,
                "ro" => ParameterAccess.UserReads,
                "rw" => ParameterAccess.User,
                _ => ParameterAccess.Unknown,
            },
            Group = columns[3],
            Common = new FamilyValues(ParseDefault(columns[4]), Legal(columns[5])),
            IsSecret = columns[6].Contains('s', StringComparison.Ordinal),
            MayReboot = columns[6].Contains('b', StringComparison.Ordinal),
            IsReadOnly = columns[6].Contains('i', StringComparison.Ordinal),
            Families = ParseModels(columns[7]),
            Of525 = of525.Length + valuesOf525.Length == 0 ? null : new FamilyValues(
                ParseDefault(of525.Length > 0 ? of525 : columns[4]),
                Legal(valuesOf525.Length > 0 ? valuesOf525 : columns[5])),
        };

        string ColumnAt(int index) => index < columns.Length ? columns[index] : "";

        LegalValues Legal(string text)
        {
            if (!shared.TryGetValue(text, out var values))
            {
                shared[text] = values = LegalValues.Parse(text);
            }

            return values;
        }
    }

    private static string? ParseDefault(string text) => text switch
    {
        "?" => null,
        "\"\"" => "",
        _ => text,
    };

    private static ImmutableArray<(int First, int Last)> ParseIndices(string text) =>
        text.Length == 0 ? [] : [.. text.Split(',').Select(range => range.Split('-')).Select(ends => (int.Parse(ends[0]), int.Parse(ends[1])))];

    private static ImmutableArray<FirmwareFamily> ParseModels(string text) =>
        text == "*" ? AllFamilies
        : [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(psn => PhoneModel.All.First(m => m.Psn == psn).Family).Distinct()];
}
