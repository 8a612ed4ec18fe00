using System.Collections.Frozen;

namespace Reconciler.Core.Phones.Settings;

/// <summary>The call progress tones of a country in the phones' tone script. Read from the assembly when first asked.</summary>
public sealed record CountryTones(string Country, string Name, string Dial, string Busy, string Reorder, string Ringback, string CallWaiting)
{
    private static readonly Lazy<FrozenDictionary<string, CountryTones>> ByCountry = new(Read);

    /// <summary>All ISO 3166 codes, sorted.</summary>
    public static IEnumerable<string> Countries => ByCountry.Value.Keys.Order(StringComparer.Ordinal);

    public static CountryTones? Find(string country) => ByCountry.Value.GetValueOrDefault(country);

    private static FrozenDictionary<string, CountryTones> Read()
    {
        using var stream = typeof(CountryTones).Assembly.GetManifestResourceStream("Reconciler.Core.Phones.Settings.tones.tsv")!;
        using var reader = new StreamReader(stream);
        var found = new Dictionary<string, CountryTones>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line[0] != '#')
            {
                var columns = line.Split('\t');
                found.Add(columns[0], new CountryTones(columns[0], columns[1], columns[2], columns[3], columns[4], columns[5], columns[6]));
            }
        }

        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
