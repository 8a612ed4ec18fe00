using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;

namespace Reconciler.Specs.Loading;

/// <summary>Warns of YAML files at the top that are no spec by their place, and are one by their name or by what they say.</summary>
internal static partial class StrayFiles
{
    // A repository may be full of other people's YAML.
    private const int MostRead = 20;
    private const long LargestRead = 64 << 10;

    public static void Check(ISourceTree tree, ImmutableArray<SourceEntry> entries, DiagnosticList diagnostics)
    {
        var read = 0;
        foreach (var entry in entries.Where(entry => SpecKind.Of(entry.Path) is null && !entry.Path.StartsWith('.')))
        {
            if (SpecFileNames.Warning(entry.Path) is { } warning)
            {
                diagnostics.Add(warning);
            }
            else if (IsNearTheTop(entry.Path) && entry.Size <= LargestRead && ++read <= MostRead && FolderOf(tree, entry) is { } folder)
            {
                diagnostics.Add(Codes.UnreadFile.At(
                    SpecLocation.OfFile(entry.Path), "This file is not read, though it looks like a spec: it lies in no folder of specs.", $"Move it into {folder}/."));
            }
        }
    }

    /// <summary>At the top, or in a folder there whose name nobody would take for one of the specs'; those are told as folders.</summary>
    private static bool IsNearTheTop(string path) => path.Split('/') is [_] || (path.Split('/') is [var folder, _] && Suggestion.DidYouMean(folder, SpecFileNames.Folders) is null);

    /// <summary>The folder whose kind the file's first keys are; null where they are none.</summary>
    private static string? FolderOf(ISourceTree tree, SourceEntry entry)
    {
        try
        {
            var text = Encoding.UTF8.GetString(tree.Read(entry));
            return FirstKey().Match(text) is { Success: true } match
                ? match.Groups["key"].Value switch
                {
                    "mac" => "phones",
                    "extension" => "extensions",
                    "group" => "groups",
                    _ => "routes",
                }
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is not read anyway.
            return null;
        }
    }

    [GeneratedRegex("^(- )?([{] *)?((?<key>mac): *[\"']?[0-9A-Fa-f]{2}|(?<key>extension|group|did): *[\"']?[+0-9])", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex FirstKey();
}
