namespace Reconciler.Core.Diagnostics;

// REC001 to REC019: files and YAML; those of a Git tree are in Codes.Git.cs.
public static partial class Codes
{
    public static readonly DiagnosticCode FileTooLarge = new("REC001", Severity.Error, "A file is larger than 4 MiB.");

    public static readonly DiagnosticCode InvalidUtf8 = new("REC002", Severity.Error, "A file is not valid UTF-8.");

    public static readonly DiagnosticCode ControlCharacter = new("REC003", Severity.Error, "A text holds a control character or a line break.");

    public static readonly DiagnosticCode YamlSyntax = new("REC004", Severity.Error, "A file is not valid YAML.");

    public static readonly DiagnosticCode TooDeep = new("REC005", Severity.Error, "Lists and mappings are nested deeper than 64 levels.");

    public static readonly DiagnosticCode ScalarTooLong = new("REC006", Severity.Error, "One text is longer than 64 KiB.");

    public static readonly DiagnosticCode YamlAnchor = new("REC007", Severity.Error, "A file uses a YAML anchor, alias or merge key.");

    public static readonly DiagnosticCode YamlTag = new("REC008", Severity.Error, "A file uses a YAML tag or directive.");

    public static readonly DiagnosticCode DuplicateKey = new("REC010", Severity.Error, "A mapping has the same key twice.");

    public static readonly DiagnosticCode FolderMissing = new("REC013", Severity.Error, "The site's folder does not exist.");

    public static readonly DiagnosticCode SiteTooLarge = new("REC011", Severity.Error, "The site's spec files are larger than 256 MiB in all.");

    public static readonly DiagnosticCode TooManyDocuments = new("REC012", Severity.Error, "The site has more than 400,000 documents.");

    public static readonly DiagnosticCode SiteFileMissing = new("REC009", Severity.Error, "There is no site.yaml.");

    public static readonly DiagnosticCode UnknownFolder = new("REC018", Severity.Warning, "A folder's name is nearly that of a folder of specs.");

    public static readonly DiagnosticCode FileUnreadable = new("REC019", Severity.Error, "A file or folder cannot be read.");
}
