using Reconciler.Import.Writing;

namespace Reconciler.Import.Drafts;

/// <summary>Settings by their paths, as the nested maps of a phone or profile.</summary>
internal static class SettingsMap
{
    private static readonly string[] First = ["stationName", "syslog", "timeZone", "timeOffset", "dst", "dialPlan", "serviceCodes", "admin"];
    private static readonly string[] Last = ["parameters", "unchecked"];

    public static void Write(WrittenMap map, IEnumerable<PhoneSetting> settings, Action<PhoneSetting> take)
    {
        foreach (var setting in settings.OrderBy(s => Rank(s.Path)).ThenBy(s => s.Path, StringComparer.Ordinal))
        {
            // An element's own name may hold slashes.
            var parts = setting.Path.Split('/', Last.Contains(setting.Path.Split('/')[0], StringComparer.Ordinal) ? 2 : int.MaxValue);
            var at = map;
            foreach (var part in parts.SkipLast(1))
            {
                at = at.MapAt(part);
            }

            at.Add(parts[^1], setting.Node, new WrittenOrigin(setting.File, setting.Line, string.Join('.', parts), () => take(setting)));
        }
    }

    private static int Rank(string path)
    {
        var key = path.Split('/')[0];
        var first = Array.IndexOf(First, key);
        return first >= 0 ? first : First.Length + 1 + Array.IndexOf(Last, key);
    }
}
