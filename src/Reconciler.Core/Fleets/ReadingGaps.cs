namespace Reconciler.Core.Fleets;

/// <summary>
/// Parts of a site that are not known because files could not be read, or documents not whole. A rule does not complain that something is missing where it may
/// stand there.
/// </summary>
public sealed record ReadingGaps
{
    public static ReadingGaps None { get; } = new();

    /// <summary>Kinds of which a document is not known at all: whatever has no definition may be defined there.</summary>
    public SpecKinds Unread { get; init; }

    /// <summary>Kinds of which a document is known by its name and not in full; those of <see cref="Unread"/> too.</summary>
    public SpecKinds Partial { get; init; }

    /// <summary>The first file with a gap; empty: there is none.</summary>
    public string FirstFile { get; init; } = "";

    /// <summary>How many files have one.</summary>
    public int Files { get; init; }

    /// <summary>With one more file.</summary>
    public ReadingGaps With(string file, SpecKinds kind, bool isUnread) => new()
    {
        Unread = isUnread ? Unread | kind : Unread,
        Partial = Partial | kind,
        FirstFile = Files == 0 ? file : FirstFile,
        Files = Files + 1,
    };
}
