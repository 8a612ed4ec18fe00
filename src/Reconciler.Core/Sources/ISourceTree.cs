using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Sources;

/// <summary>The files of one site at one moment: a commit's tree read from a bare mirror, or a folder as it is. Never a work tree of the agent's.</summary>
public interface ISourceTree
{
    /// <summary>
    /// Every regular file under the site's folder that could hold specs (<c>*.yaml</c>, <c>*.yml</c>), by path (ordinal). A symlink or submodule
    /// there, too many entries, or a missing folder is a diagnostic; so is a file that is not read though its name is nearly one of those (<see cref="SpecFileNames"/>).
    /// </summary>
    ImmutableArray<SourceEntry> List(DiagnosticList diagnostics);

    /// <summary>The bytes of one file.</summary>
    byte[] Read(SourceEntry entry);

    /// <summary>The nearest folder above the site's that holds a <c>site.yaml</c>, as its user would name it; null: none, or nobody looked.</summary>
    string? FindSiteAbove() => null;
}

/// <summary>A file before it is read.</summary>
/// <param name="Path">Relative to the site's folder, with forward slashes.</param>
/// <param name="Size">In bytes.</param>
/// <param name="ContentId">A name of the content (a Git blob id) by which parsed documents may be kept; null: none.</param>
public sealed record SourceEntry(string Path, long Size, string? ContentId);
