using System.Collections.Immutable;
using System.Globalization;
using System.Xml;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Phones;
using Reconciler.Core.Secrets;
using Reconciler.Host.Publishing;

namespace Reconciler.Reconciliation.Hosts;

/// <summary>Which elements of published profiles change. Values are not shown: any of them may be a secret.</summary>
internal static class ProfileElements
{
    // So many profiles show what an upgrade does; reading all of a large site would take minutes.
    private const int MostProfiles = 500;
    private const int MostNames = 6;
    private const string TagElement = "SIP_User_Agent_Name";

    /// <summary>Names with counts, the most frequent first.</summary>
    public static ImmutableArray<string> Changed(GenerationStore served, IEnumerable<Artifact> profiles, RenderedFiles files, ISecretSource secrets)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var profile in profiles.Take(MostProfiles))
        {
            var (before, after) = (Read(Open(served.ReadPublished(profile.Path))), Read(Open(files.RenderAhead(profile))));
            foreach (var name in before.Keys.Union(after.Keys).Where(name => name != TagElement && before.GetValueOrDefault(name) != after.GetValueOrDefault(name)))
            {
                counts[name] = counts.GetValueOrDefault(name) + 1;
            }

            byte[]? Open(byte[]? file) => file is null ? null : EncryptedProfile.Open(file, profile.Phone!.Value, secrets);
        }

        var shown = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(MostNames)
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} in {c.Value}"));
        return counts.Count <= MostNames ? [.. shown] : [.. shown, string.Create(CultureInfo.InvariantCulture, $"{counts.Count - MostNames} more")];
    }

    /// <summary>Flat: an element a parameter. A file that somebody damaged has none.</summary>
    private static Dictionary<string, string> Read(byte[]? profile)
    {
        var elements = new Dictionary<string, string>(StringComparer.Ordinal);
        if (profile is null)
        {
            return elements;
        }

        using var reader = XmlReader.Create(new MemoryStream(profile), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        try
        {
            var name = "";
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    name = reader.Name;
                    elements[name] = "";
                }
                else if (reader.NodeType == XmlNodeType.Text)
                {
                    elements[name] = reader.Value;
                }
            }
        }
        catch (XmlException)
        {
            elements.Clear();
        }

        return elements;
    }
}
