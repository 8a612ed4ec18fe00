using System.Collections.Immutable;
using LibGit2Sharp;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Git.Objects;

namespace Reconciler.Git.Trees;

/// <summary>The site's files at one commit, read from the object database.</summary>
internal sealed class GitSourceTree(ObjectReader reader, CommitId commit, string sitePath) : ISourceTree
{
    private const int MaximumDepth = 32;

    private string SiteName => sitePath.Length == 0 ? "." : sitePath;

    public ImmutableArray<SourceEntry> List(DiagnosticList diagnostics) => reader.Read(repository =>
    {
        CommitHistory.TryLoose(repository, commit.ToString());
        var found = CommitHistory.Find(repository, commit);
        CommitHistory.TryLoose(repository, found.Tree.Sha);
        var folder = Folder(repository, found.Tree, diagnostics);
        return folder is null ? [] : Walk(repository, folder, diagnostics);
    });

    public byte[] Read(SourceEntry entry) => reader.Read(repository =>
    {
        if (LooseObject.Read(CommitHistory.ObjectsOf(repository), entry.ContentId!) is { } loose)
        {
            return loose.Content;
        }

        var blob = repository.Lookup<Blob>(entry.ContentId) ?? throw new NotFoundException("no blob");
        using var content = blob.GetContentStream();
        var bytes = new byte[blob.Size];
        content.ReadExactly(bytes);
        return bytes;
    });

    private Tree? Folder(Repository repository, Tree root, DiagnosticList diagnostics)
    {
        if (sitePath.Length == 0)
        {
            return root;
        }

        var tree = root;
        var path = "";
        foreach (var part in sitePath.Split('/'))
        {
            path = path.Length == 0 ? part : $"{path}/{part}";
            var entry = tree[part];
            if (entry is not null && Refusal(entry) is { } what)
            {
                diagnostics.Add(Codes.TreeEntryRefused.At(SpecLocation.OfFile(path), $"{path} is a {what}, and the site's path leads through it.", "Make it a folder."));
                return null;
            }

            if (entry?.Target is not Tree next)
            {
                diagnostics.Add(Codes.SitePathMissing.At(
                    SpecLocation.OfFile(SiteName), $"Commit {commit.Abbreviated} has no folder {SiteName}.", "Restore it, or correct the path in the agent's file."));
                return null;
            }

            CommitHistory.TryLoose(repository, next.Sha);
            tree = next;
        }

        return tree;
    }

    private ImmutableArray<SourceEntry> Walk(Repository repository, Tree folder, DiagnosticList diagnostics)
    {
        var files = new List<SourceEntry>();
        var open = new Stack<(string Prefix, Tree Tree, int Depth)>();
        open.Push(("", folder, 1));
        var count = 0;
        while (open.TryPop(out var level))
        {
            foreach (var entry in level.Tree)
            {
                if (++count > SourceLimits.TreeEntries)
                {
                    diagnostics.Add(TooLarge($"Commit {commit.Abbreviated} has more than {SourceLimits.TreeEntries} entries under {SiteName}."));
                    return [];
                }

                if (!Visit(repository, entry, level.Prefix, files, diagnostics))
                {
                    continue;
                }

                if (level.Depth == MaximumDepth)
                {
                    diagnostics.Add(TooLarge($"Folders under {SiteName} are nested deeper than {MaximumDepth}."));
                    return [];
                }

                CommitHistory.TryLoose(repository, entry.Target.Sha);
                open.Push(($"{level.Prefix}{entry.Name}/", (Tree)entry.Target, level.Depth + 1));
            }
        }

        return [.. files.OrderBy(f => f.Path, StringComparer.Ordinal)];
    }

    // True: a folder to go into.
    private static bool Visit(Repository repository, TreeEntry entry, string prefix, List<SourceEntry> files, DiagnosticList diagnostics)
    {
        var path = prefix + entry.Name;
        if (entry.Name.Any(c => char.IsControl(c) || c == '\uFFFD'))
        {
            var shown = new string([.. path.Select(c => char.IsControl(c) ? '?' : c)]);
            diagnostics.Add(Codes.TreeNameRefused.At(SpecLocation.OfFile(shown), "The name holds a control character or is not UTF-8.", "Rename it."));
            return false;
        }

        if (Refusal(entry) is { } what)
        {
            diagnostics.Add(Codes.TreeEntryRefused.At(
                SpecLocation.OfFile(path), $"{path} is a {what}, which is never followed.", "Put the file itself there, or move it out of the site's folder."));
            return false;
        }

        if (entry.TargetType == TreeEntryTargetType.Tree)
        {
            return true;
        }

        if (SpecFileNames.IsYaml(entry.Name))
        {
            files.Add(new SourceEntry(path, SizeOf(repository, entry), entry.Target.Id.Sha));
        }
        else if (SpecFileNames.Warning(path) is { } warning)
        {
            diagnostics.Add(warning);
        }

        return false;
    }

    // What is too large may have been left out of the mirror.
    private static long SizeOf(Repository repository, TreeEntry entry) =>
        new LargeBlobs(CommitHistory.ObjectsOf(repository)).SizeOf(entry.Target.Id.Sha) ?? repository.ObjectDatabase.RetrieveObjectMetadata(entry.Target.Id).Size;

    private Diagnostic TooLarge(string message) => Codes.TreeTooLarge.At(SpecLocation.OfFile(SiteName), message, "Keep other things out of the site's folder.");

    private static string? Refusal(TreeEntry entry) => entry.Mode switch
    {
        Mode.NonExecutableFile or Mode.ExecutableFile or Mode.Directory => null,
        Mode.SymbolicLink => "symbolic link",
        Mode.GitLink => "submodule",
        _ => "entry of a mode that is not used here",
    };
}
