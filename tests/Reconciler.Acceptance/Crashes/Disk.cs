using System.Text.Json;

namespace Reconciler.Acceptance.Crashes;

/// <summary>What must and must not lie on a site's disk, after a crash and after the run that heals.</summary>
internal static class Disk
{
    private const int KeptGenerations = 3;

    /// <summary>Holds at any moment, also right after a crash.</summary>
    public static void AssertNothingButArtifacts(CrashSite site, string when)
    {
        var roots = new[] { site.Served, site.PathOf("asterisk"), site.PathOf("dhcp") };
        var stray = roots.SelectMany(Everything).Where(path => Path.GetFileName(path) is "index" or "state.json" or "run.json" or "manifest").ToList();
        Assert.True(stray.Count == 0, $"{when}: under a root lies {string.Join(", ", stray)}");
    }

    /// <summary>Holds after a run that ended well: what was wanted is served, said and recorded, and nothing is left of what was interrupted.</summary>
    public static void AssertHealed(CrashSite site, ServedFiles wanted, string when) => AssertHealed(site, wanted, site.Head(), when);

    /// <summary>The same where another commit than the branch's is to be served.</summary>
    public static void AssertHealed(CrashSite site, ServedFiles wanted, string commit, string when)
    {
        Assert.True(ServedFiles.Read(site.Served).IsSameAs(wanted), $"{when}: the next run does not serve what was asked for");
        Assert.True(
            ServedFiles.NamesUnder(site.Served).SetEquals(wanted.Names),
            $"{when}: names in the served root are {string.Join(", ", ServedFiles.NamesUnder(site.Served))}");
        AssertStatus(JsonDocument.Parse(File.ReadAllText(Path.Combine(site.State, "state.json"))).RootElement, site.Head(), commit, when);
        AssertStatus(site.RecordedStatus(), site.Head(), commit, when);
        AssertNothingButArtifacts(site, when);
        AssertNoLeftOvers(site, when);
    }

    private static void AssertStatus(JsonElement status, string head, string commit, string when)
    {
        // In waves, all phones have what was before until the last one.
        var isInWaves = status.TryGetProperty("rollout", out var rollout) && rollout.ValueKind == JsonValueKind.Object;
        Assert.True(!isInWaves || rollout.GetProperty("commit").GetString() == commit, $"{when}: what is rolled out is {rollout}, not {commit}");
        foreach (var name in isInWaves ? (string[])["observed", "activated"] : ["observed", "published", "activated", "recorded"])
        {
            var expected = name is "observed" ? head : commit;
            Assert.True(status.GetProperty(name).GetString() == expected, $"{when}: {name} is {status.GetProperty(name)}, not {expected}");
        }

        foreach (var condition in status.GetProperty("conditions").EnumerateArray().Where(c => c.GetProperty("type").GetString() is "Ready" or "Published" or "Recorded" or "Fetched"))
        {
            Assert.True(condition.GetProperty("status").GetString() == "True", $"{when}: {condition}");
        }
    }

    private static void AssertNoLeftOvers(CrashSite site, string when)
    {
        var left = Everything(site.Disk).Where(path => IsInterrupted(Path.GetRelativePath(site.Disk, path))).ToList();
        Assert.True(left.Count == 0, $"{when}: left over: {string.Join(", ", left)}");
        foreach (var home in (string[])[Path.Combine(site.Served, ".reconciler"), site.PathOf("asterisk"), site.PathOf("dhcp")])
        {
            AssertGenerations(home, when);
        }

        AssertNodes(Path.Combine(site.Served, ".reconciler"), when);
        AssertManifest(Path.Combine(site.State, "manifest"), when);
    }

    // Git's own: what it did not finish writing among its objects is never read, and the status repository is made anew when something in it is in the way.
    private static bool IsInterrupted(string path)
    {
        var name = Path.GetFileName(path);
        return name.StartsWith(".tmp-", StringComparison.Ordinal)
            || name is "run.json"
            || name.Contains(".new-", StringComparison.Ordinal)
            || name.Contains(".broken", StringComparison.Ordinal)
            || (name.EndsWith(".lock", StringComparison.Ordinal)
                && !path.Contains("/objects/", StringComparison.Ordinal) && !path.Contains("state/status.git/", StringComparison.Ordinal));
    }

    // Each that was live within the last minute stays as well: a site here has had two, one before the push and one after it.
    private static void AssertGenerations(string home, string when)
    {
        var generations = Directory.GetDirectories(Path.Combine(home, "gens"));
        Assert.True(generations.Length <= KeptGenerations + 1, $"{when}: generations {string.Join(", ", generations)}");
        Assert.True(Directory.Exists(Path.Combine(home, "current")), $"{when}: {home}/current leads nowhere");
    }

    private static void AssertNodes(string home, string when)
    {
        // A node that is used by one that is not used itself is found as soon as that one is swept.
        var used = new[] { "gens", "tree" }.SelectMany(folder => Everything(Path.Combine(home, folder)))
            .Select(path => new FileInfo(path).LinkTarget).OfType<string>().Select(Path.GetFileName).ToHashSet(StringComparer.Ordinal);
        var unused = Directory.GetDirectories(Path.Combine(home, "tree")).Select(Path.GetFileName).Where(node => !used.Contains(node)).ToList();
        Assert.True(unused.Count == 0, $"{when}: nodes that nothing uses: {string.Join(", ", unused)}");
    }

    private static void AssertManifest(string directory, string when)
    {
        var parts = File.ReadAllLines(Path.Combine(directory, "index")).Skip(1).Append("index").Order(StringComparer.Ordinal);
        Assert.True(parts.SequenceEqual(Directory.GetFiles(directory).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)), $"{when}: manifest files are {string.Join(", ", Directory.GetFiles(directory))}");
    }

    private static IEnumerable<string> Everything(string directory) => Directory.Exists(directory)
        ? Directory.EnumerateFileSystemEntries(directory, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
        : [];
}
