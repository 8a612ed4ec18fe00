using Reconciler.Core.Diagnostics;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>Notes where each key of a document is written.</summary>
internal static class KeyPlaces
{
    public static WrittenKeys Of(MapNode document, FileFindings findings)
    {
        var places = new Dictionary<string, SpecLocation>(StringComparer.Ordinal);
        Add(document, "", places, findings);
        return new WrittenKeys(places);
    }

    // Nesting is bounded by the reader.
    private static void Add(MapNode map, string prefix, Dictionary<string, SpecLocation> places, FileFindings findings)
    {
        foreach (var entry in map.Entries)
        {
            var path = prefix + entry.Key.Text;
            places.TryAdd(path, findings.Locate(entry.Value));
            if (entry.Value is MapNode inner)
            {
                Add(inner, path + ".", places, findings);
            }
        }
    }
}
