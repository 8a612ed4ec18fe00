using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;

namespace Reconciler.Specs.Loading;

/// <summary>Says of a folder without a <c>site.yaml</c> where one is: most often it is the wrong folder, and nothing else about it is of interest.</summary>
internal static class MissingSite
{
    private const string SiteFile = "site.yaml";
    private const int MostNamed = 3;

    public static Diagnostic Finding(ISourceTree tree, ImmutableArray<SourceEntry> entries)
    {
        var below = entries.Where(entry => Path.GetFileName(entry.Path) is SiteFile or "site.yml" && SpecFileNames.Warning(entry.Path) is null)
            .Select(entry => Path.GetDirectoryName(entry.Path)!)
            .OrderBy(folder => folder.Count(c => c == '/')).ThenBy(folder => folder, StringComparer.Ordinal)
            .Take(MostNamed).ToList();
        if (below.Count > 0)
        {
            return Of($"There is no site.yaml in this folder, but in {Quoted.Folders(below)}.", $"Give {(below.Count == 1 ? "that folder" : "one of these folders")} instead.");
        }

        return tree.FindSiteAbove() is { } above
            ? Of($"There is no site.yaml in this folder, but in {Quoted.Folders([above])} above it.", "Give that folder instead.")
            : Of("There is no site.yaml in the site's folder.", "Write one, or give the folder that holds it.");
    }

    private static Diagnostic Of(string message, string hint) => Codes.SiteFileMissing.At(SpecLocation.OfFile(SiteFile), message, hint);
}
