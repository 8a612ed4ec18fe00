using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Families;
using Reconciler.Core.Secrets;
using Reconciler.Host.Publishing;

namespace Reconciler.Reconciliation.Hosts;

/// <summary>Which elements of published profiles change. Values are not shown: any of them may be a secret.</summary>
internal static class ProfileElements
{
    // So many profiles show what an upgrade does; reading all of a large site would take minutes.
    private const int MostProfiles = 500;
    private const int MostNames = 6;

    /// <summary>Names with counts, the most frequent first.</summary>
    public static ImmutableArray<string> Changed(GenerationStore served, IEnumerable<Artifact> profiles, RenderedFiles files, ISecretSource secrets)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var profile in profiles.Take(MostProfiles))
        {
            var family = DeviceFamilies.OfProfile(profile.Path[(profile.Path.LastIndexOf('/') + 1)..])!;
            var (before, after) = (Read(served.ReadPublished(profile.Path)), Read(files.RenderAhead(profile)));
            foreach (var name in before.Keys.Union(after.Keys).Where(name => !family.IsTagElement(name) && before.GetValueOrDefault(name) != after.GetValueOrDefault(name)))
            {
                counts[name] = counts.GetValueOrDefault(name) + 1;
            }

            IReadOnlyDictionary<string, string> Read(byte[]? file) =>
                file is not null && EncryptedProfile.Open(file, profile.Phone!.Value, secrets) is { } opened ? family.ReadElements(opened) : FrozenDictionary<string, string>.Empty;
        }

        var shown = counts.OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Take(MostNames)
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} in {c.Value}"));
        return counts.Count <= MostNames ? [.. shown] : [.. shown, string.Create(CultureInfo.InvariantCulture, $"{counts.Count - MostNames} more")];
    }
}
