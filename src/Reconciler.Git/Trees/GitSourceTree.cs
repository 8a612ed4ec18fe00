using System.Collections.Immutable;
using LibGit2Sharp;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Git.Objects;

namespace Reconciler.Git.Trees;

/// <summary>The site's files at one commit, read from the object database.</summary>
internal sealed class GitSourceTree(ObjectReader reader, CommitId commit, string sitePath, TreeLevels levels) : ISourceTree
{
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
            if (entry is not null && TreeWalk.Refusal(entry) is { } what)
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
        var walk = new TreeWalk(repository, levels, diagnostics);
        return walk.Run(folder.Sha) switch
        {
            TreeWalkEnd.TooMany => Refuse($"Commit {commit.Abbreviated} has more than {SourceLimits.TreeEntries} entries under {SiteName}, or a folder of more than {SourceLimits.TreeBytes >> 20} MiB of names."),
            TreeWalkEnd.TooDeep => Refuse($"Folders under {SiteName} are nested deeper than {TreeWalk.MaximumDepth}."),
            _ => walk.Files,
        };

        ImmutableArray<SourceEntry> Refuse(string message)
        {
            diagnostics.Add(TooLarge(message));
            return [];
        }
    }

    private Diagnostic TooLarge(string message) => Codes.TreeTooLarge.At(SpecLocation.OfFile(SiteName), message, "Keep other things out of the site's folder.");
}
