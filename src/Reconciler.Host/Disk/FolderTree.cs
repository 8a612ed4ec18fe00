using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;

namespace Reconciler.Host.Disk;

/// <summary>A folder's files as they are. Symbolic links are never followed; hidden files and folders are left out.</summary>
/// <param name="folder">The site's folder.</param>
public sealed class FolderTree(string folder) : ISourceTree
{
    private const int LevelsAbove = 4;

    private static readonly EnumerationOptions OneFolder = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };

    public ImmutableArray<SourceEntry> List(DiagnosticList diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (!Directory.Exists(folder))
        {
            diagnostics.Add(Codes.FolderMissing.At(SpecLocation.OfFile(folder), "The site's folder does not exist.", "Check the path."));
            return [];
        }

        var entries = new List<SourceEntry>();
        var pending = new Stack<(DirectoryInfo Folder, string Prefix)>([(new DirectoryInfo(folder), "")]);
        var count = 0;
        while (pending.TryPop(out var next) && count <= SourceLimits.TreeEntries)
        {
            try
            {
                foreach (var item in next.Folder.EnumerateFileSystemInfos("*", OneFolder))
                {
                    count++;
                    Visit(item, next.Prefix, entries, pending, diagnostics);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                diagnostics.Add(Codes.FileUnreadable.At(
                    SpecLocation.OfFile(next.Prefix.Length == 0 ? folder : next.Prefix.TrimEnd('/')), "The folder cannot be read.", "Check its permissions."));
            }
        }

        if (count > SourceLimits.TreeEntries)
        {
            diagnostics.Add(Codes.TreeTooLarge.At(SpecLocation.OfFile(folder), "The site's folder has more than 500,000 entries.", "Check the path."));
            return [];
        }

        return [.. entries.OrderBy(entry => entry.Path, StringComparer.Ordinal)];
    }

    public byte[] Read(SourceEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return File.ReadAllBytes(Path.Combine(folder, entry.Path));
    }

    public string? FindSiteAbove()
    {
        var above = new DirectoryInfo(folder).Parent;
        for (var level = 0; above is not null && level < LevelsAbove; level++, above = above.Parent)
        {
            if (File.Exists(Path.Combine(above.FullName, "site.yaml")) || File.Exists(Path.Combine(above.FullName, "site.yml")))
            {
                return above.FullName;
            }
        }

        return null;
    }

    private static void Visit(
        FileSystemInfo item, string prefix, List<SourceEntry> entries, Stack<(DirectoryInfo Folder, string Prefix)> pending, DiagnosticList diagnostics)
    {
        if (item.Name.StartsWith('.'))
        {
            return;
        }

        var path = prefix + item.Name;
        if (item.LinkTarget is not null)
        {
            diagnostics.Add(Codes.TreeEntryRefused.At(
                SpecLocation.OfFile(path), $"{Quoted.Text(path)} is a symbolic link; links are not followed.", "Put the file itself here, or remove the link."));
        }
        else if (item is DirectoryInfo directory)
        {
            pending.Push((directory, path + "/"));
        }
        else if (item is FileInfo file && SpecFileNames.IsYaml(item.Name))
        {
            AddFile(file, path, entries, diagnostics);
        }
        else if (SpecFileNames.Warning(path) is { } warning)
        {
            diagnostics.Add(warning);
        }
    }

    private static void AddFile(FileInfo file, string path, List<SourceEntry> entries, DiagnosticList diagnostics)
    {
        if (PlainFile.IsAt(file.FullName))
        {
            entries.Add(new SourceEntry(path, file.Length, null));
            return;
        }

        diagnostics.Add(Codes.TreeEntryRefused.At(
            SpecLocation.OfFile(path), $"{Quoted.Text(path)} is a FIFO, a socket or a device, not a file; it is not opened.", "Remove it, or put a file here."));
    }
}
