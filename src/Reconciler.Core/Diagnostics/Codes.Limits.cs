namespace Reconciler.Core.Diagnostics;

// REC150 to REC164: what keeps a file from being read, what that leaves unjudged, and what is not listed.
public static partial class Codes
{
    public static readonly DiagnosticCode MoreErrors = new("REC150", Severity.Error, "There are more errors than are listed.");

    public static readonly DiagnosticCode MoreWarnings = new("REC151", Severity.Warning, "There are more warnings than are listed.");

    public static readonly DiagnosticCode Unjudged = new("REC152", Severity.Warning, "What leads into a file that could not be read is left unjudged.");

    public static readonly DiagnosticCode UnreadFile = new("REC153", Severity.Warning, "A file is not read, and its name or place is nearly that of a spec file.");

    public static readonly DiagnosticCode MergeConflict = new("REC154", Severity.Error, "A file holds an unresolved merge conflict.");

    public static readonly DiagnosticCode LfsPointer = new("REC155", Severity.Error, "A file is a pointer of Git LFS, not the file itself.");

    public static readonly DiagnosticCode InvisibleCharacter = new("REC156", Severity.Error, "An invisible character makes a key, a value or the indentation wrong.");

    public static readonly DiagnosticCode TooManyValues = new("REC157", Severity.Error, "A document, a file or the site holds more values than are read.");

    public static readonly DiagnosticCode KeyPlacement = new("REC158", Severity.Error, "A key is not indented under the key that it belongs to.");

    public static readonly DiagnosticCode KeySpelling = new("REC159", Severity.Error, "A colon, or the space after it, is missing between a key and its value.");
}
