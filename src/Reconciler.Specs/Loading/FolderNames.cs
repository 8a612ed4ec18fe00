using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;

namespace Reconciler.Specs.Loading;

/// <summary>Warns of a folder whose name is nearly that of a folder of specs: its files would be ignored without a word.</summary>
internal static class FolderNames
{
    public static void Check(ImmutableArray<SourceEntry> entries, DiagnosticList diagnostics)
    {
        foreach (var folder in entries.Select(entry => TopFolder(entry.Path)).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (!SpecFileNames.Folders.Contains(folder, StringComparer.Ordinal) && Suggestion.DidYouMean(folder, SpecFileNames.Folders) is { } hint)
            {
                diagnostics.Add(Codes.UnknownFolder.At(
                    SpecLocation.OfFile(folder), $"The files in the folder {Quoted.Text(folder)} are not read: no kind of spec has that name.", hint));
            }
        }
    }

    private static string? TopFolder(string path)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && path[0] != '.' ? path[..slash] : null;
    }
}
