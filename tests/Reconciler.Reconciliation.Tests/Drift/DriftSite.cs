using Reconciler.Core.Artifacts;
using Reconciler.Core.Diagnostics;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Drift;

/// <summary>A site that has been published twice, with the clock moved on whenever a check is to be due.</summary>
internal sealed class DriftSite : IDisposable
{
    public const string Anna = "xml/spa002584000001.xml";

    private DriftSite(DriftMode mode) => Site.Drift = mode;

    public Site Site { get; } = new();

    public string Gens => Path.Combine(Site.Served, ".reconciler", "gens");

    public string Tree => Path.Combine(Site.Served, ".reconciler", "tree");

    public string Current => Path.Combine(Site.Served, ".reconciler", "current");

    /// <summary>The live generation of the served root.</summary>
    public string Generation => Path.Combine(Site.Served, ".reconciler", new FileInfo(Current).LinkTarget!);

    /// <summary>The live generation of the Asterisk root.</summary>
    public string AsteriskGeneration => Path.Combine(Site.AsteriskDirectory, new FileInfo(Path.Combine(Site.AsteriskDirectory, "current")).LinkTarget!);

    /// <summary>Anna's published file itself.</summary>
    public string AnnasFile => new FileInfo(Path.Combine(Site.Served, Anna)).ResolveLinkTarget(returnFinalTarget: true)!.FullName;

    /// <summary>The leaf that it is in.</summary>
    public string AnnasLeaf => NodeOf("0", "0", "0", "1");

    /// <summary>The node that these digits lead to from the root of the tree; none: the root itself.</summary>
    public string NodeOf(params IEnumerable<string> digits) =>
        digits.Aggregate(Followed(Path.Combine(Generation, ".xml")), (node, digit) => Followed(Path.Combine(node, digit)));

    /// <summary>The second link of Anna's profile.</summary>
    public string AnnasLink => Path.Combine(Site.Served, ".reconciler", "names", "xml", "01", Path.GetFileName(Anna));

    /// <summary>What was kept aside, by name under the state directory's drift/TIME.</summary>
    public IReadOnlyDictionary<string, string> Kept
    {
        get
        {
            var folder = Path.Combine(Site.State, "drift");
            return Directory.GetDirectories(folder).SelectMany(time => Directory.GetFiles(time, "*", SearchOption.AllDirectories)
                    .Select(path => (Name: Path.GetRelativePath(time, path), Path: path)))
                .ToDictionary(file => file.Name, file => file.Path, StringComparer.Ordinal);
        }
    }

    public Condition this[ConditionType type] => Site.Remembered.Conditions.Single(c => c.Type == type);

    public static async Task<DriftSite> PublishedAsync(DriftMode mode = DriftMode.Heal)
    {
        var site = new DriftSite(mode);
        Assert.Equal(RunResult.Applied, (await site.Site.RunAsync()).Result);
        site.Site.Repository.Commit("Rename", ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna B.")));
        Assert.Equal(RunResult.Applied, (await site.Site.RunAsync()).Result);
        Assert.Equal(RunResult.NoChange, (await site.Site.RunAsync()).Result);
        site.Site.Pbx.Calls.Clear();
        return site;
    }

    /// <summary>A run in which a check is due.</summary>
    public Task<RunOutcome> CheckAsync()
    {
        Site.Time.Advance(TimeSpan.FromMinutes(10));
        return Site.RunAsync();
    }

    /// <summary>Every public name and every file that Asterisk loads: what it says, and its mode.</summary>
    public string Published() => string.Join('\n', Files(Site.Served).Concat(Files(Path.Combine(Site.AsteriskDirectory, "current"))).Order(StringComparer.Ordinal));

    public void Dispose() => Site.Dispose();

    private static string Followed(string link) => Path.GetFullPath(new FileInfo(link).LinkTarget!, Path.GetDirectoryName(link)!);

    private static IEnumerable<string> Files(string directory) =>
        from path in !Directory.Exists(directory) ? [] : Directory.EnumerateFiles(directory, "*", new EnumerationOptions { RecurseSubdirectories = true })
        where !path.Contains(".reconciler", StringComparison.Ordinal)
        let file = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path
        select $"{path} {(File.Exists(file) ? File.GetUnixFileMode(file) + " " + File.ReadAllText(file) : "leads nowhere")}";
}
