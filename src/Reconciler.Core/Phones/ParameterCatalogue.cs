using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Phones;

/// <summary>All parameters that are known of the supported phones. Read from the assembly when it is first asked.</summary>
public static class ParameterCatalogue
{
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
        var shared = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line[0] != '#')
            {
                entries.Add(Parse(line.Split('\t'), shared));
            }
        }

        return entries.ToImmutable();
    }

    private static CatalogueParameter Parse(string[] columns, Dictionary<string, ImmutableArray<string>> shared)
    {
        if (!shared.TryGetValue(columns[5], out var values))
        {
            shared[columns[5]] = values = columns[5].Length == 0 ? [] : [.. columns[5].Split('|')];
        }

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
            Default = columns[4],
            LegalValues = values,
            IsSecret = columns[6].Contains('s', StringComparison.Ordinal),
            MayReboot = columns[6].Contains('b', StringComparison.Ordinal),
            IsReadOnly = columns[6].Contains('i', StringComparison.Ordinal),
            ModelMask = ParseModels(columns[7]),
        };
    }

    private static ImmutableArray<(int First, int Last)> ParseIndices(string text) =>
        text.Length == 0 ? [] : [.. text.Split(',').Select(range => range.Split('-')).Select(ends => (int.Parse(ends[0]), int.Parse(ends[1])))];

    private static uint ParseModels(string text)
    {
        if (text == "*")
        {
            return uint.MaxValue;
        }

        var mask = 0u;
        foreach (var psn in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            mask |= CatalogueParameter.MaskOf(PhoneModel.All.First(m => m.Psn == psn));
        }

        return mask;
    }
}
