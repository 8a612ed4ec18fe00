using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Families;

namespace Reconciler.Core.Phones;

/// <summary>All parameters that are known of a family's devices.</summary>
public sealed class ParameterCatalogue
{
    private readonly Lazy<Dictionary<string, CatalogueParameter>> _byName;

    private ParameterCatalogue(ImmutableArray<CatalogueParameter> all)
    {
        All = all;
        ServiceCodes = [.. all.Where(p => p.Group == ServiceCodeValues.Group)];
        _byName = new(Index);
    }

    /// <summary>Every entry, by pattern (ordinal).</summary>
    public ImmutableArray<CatalogueParameter> All { get; }

    /// <summary>The star codes that the devices keep for themselves.</summary>
    internal ImmutableArray<CatalogueParameter> ServiceCodes { get; }

    /// <summary>That of the model's family.</summary>
    public static ParameterCatalogue Of(PhoneModel model) => DeviceFamilies.Of(model).Catalogue;

    /// <summary>The entry of an element name as it stands in a profile (<c>Dial_Plan_3_</c>), or null. Names are case-sensitive.</summary>
    public CatalogueParameter? Find(string name) => _byName.Value.GetValueOrDefault(name);

    /// <summary><c>Did you mean "x"?</c> over the names that can be set, or null.</summary>
    public string? DidYouMean(string name) => Suggestion.DidYouMean(name, _byName.Value.Where(e => !e.Value.IsReadOnly).Select(e => e.Key));

    /// <summary>Reads a family's table; the header of <c>Spa/parameters.tsv</c> says what its columns are.</summary>
    /// <param name="table">The table.</param>
    /// <param name="family">The family's models, by whose macros the table says what was seen where.</param>
    /// <param name="differing">The series of which the last two columns speak; empty: there are none.</param>
    internal static ParameterCatalogue Parse(string table, ImmutableArray<PhoneModel> family, string differing = "")
    {
        var entries = ImmutableArray.CreateBuilder<CatalogueParameter>(1024);
        var shared = new Dictionary<string, LegalValues>(StringComparer.Ordinal);
        foreach (var line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line[0] != '#')
            {
                entries.Add(Parse(line.Split('\t'), shared, family, differing));
            }
        }

        return new ParameterCatalogue(entries.ToImmutable());
    }

    private Dictionary<string, CatalogueParameter> Index()
    {
        var names = new Dictionary<string, CatalogueParameter>(All.Length * 4, StringComparer.Ordinal);
        foreach (var entry in All)
        {
            foreach (var name in entry.Expand())
            {
                names.Add(name, entry);
            }
        }

        return names;
    }

    private static CatalogueParameter Parse(string[] columns, Dictionary<string, LegalValues> shared, ImmutableArray<PhoneModel> family, string differing)
    {
        var (ownDefault, ownValues) = (ColumnAt(8), ColumnAt(9));
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
            Series = ParseModels(columns[7], family),
            Differing = ownDefault.Length + ownValues.Length == 0 ? null : (differing, new FamilyValues(
                ParseDefault(ownDefault.Length > 0 ? ownDefault : columns[4]),
                Legal(ownValues.Length > 0 ? ownValues : columns[5]))),
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

    private static ImmutableArray<string> ParseModels(string text, ImmutableArray<PhoneModel> family) =>
        text == "*" ? [.. family.Select(m => m.Series).Distinct(StringComparer.Ordinal)]
        : [.. text.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(macro => family.First(m => m.Macro == macro).Series).Distinct(StringComparer.Ordinal)];
}
