namespace Reconciler.Core.Sources;

/// <summary>Limits on input, checked before and while reading; each has its diagnostic.</summary>
public static class SourceLimits
{
    /// <summary>Bytes of one file.</summary>
    public const long FileBytes = 4L << 20;

    /// <summary>Bytes of all spec files of a site.</summary>
    public const long SiteBytes = 256L << 20;

    /// <summary>YAML documents (list items counted one by one) of a site.</summary>
    public const int Documents = 400_000;

    /// <summary>Nesting of one document.</summary>
    public const int Depth = 64;

    /// <summary>Keys, values and items of one document.</summary>
    public const int DocumentValues = 20_000;

    /// <summary>Keys, values and items of one file.</summary>
    public const int FileValues = 400_000;

    /// <summary>Keys, values and items of a site, besides <see cref="ValuesOfADocument"/> for each document: a fleet has many small ones, an attack few large ones.</summary>
    public const int SiteValues = 4_000_000;

    /// <summary>Keys, values and items that a document adds to <see cref="SiteValues"/>.</summary>
    public const int ValuesOfADocument = 20;

    /// <summary>Bytes of one scalar.</summary>
    public const int ScalarBytes = 64 << 10;

    /// <summary>Entries of a commit's tree under the site's path.</summary>
    public const int TreeEntries = 500_000;

    /// <summary>Bytes of one folder's list of names in Git, which is read as a whole: half a million short ones.</summary>
    public const long TreeBytes = 16L << 20;

    /// <summary>The most keys, values and items of a site with so many documents.</summary>
    public static long MostValues(int documents) => SiteValues + ((long)ValuesOfADocument * documents);
}
