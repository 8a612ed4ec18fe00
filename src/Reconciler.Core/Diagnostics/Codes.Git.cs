namespace Reconciler.Core.Diagnostics;

/// <summary>Findings in a commit's tree.</summary>
public static partial class Codes
{
    public static readonly DiagnosticCode TreeEntryRefused =
        new("REC014", Severity.Error, "A symbolic link, a submodule or a special file lies under the site's path.");

    public static readonly DiagnosticCode TreeTooLarge =
        new("REC015", Severity.Error, "A commit has more entries, or deeper folders, under the site's path than are read.");

    public static readonly DiagnosticCode SitePathMissing =
        new("REC016", Severity.Error, "The commit has no folder at the site's path.");

    public static readonly DiagnosticCode TreeNameRefused =
        new("REC017", Severity.Error, "A file or folder has a name with control characters or invalid UTF-8.");
}
