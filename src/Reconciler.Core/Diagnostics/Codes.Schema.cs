namespace Reconciler.Core.Diagnostics;

// REC020 to REC029: what a document may say, judged without any other document.
public static partial class Codes
{
    public static readonly DiagnosticCode WrongType = new("REC020", Severity.Error, "A value is of another kind than its key takes.");

    public static readonly DiagnosticCode MissingKey = new("REC021", Severity.Error, "A key that is needed is missing.");

    public static readonly DiagnosticCode UnknownKey = new("REC022", Severity.Error, "A key is not known here.");

    public static readonly DiagnosticCode NotAllowed = new("REC023", Severity.Error, "A value is not one of those allowed.");

    public static readonly DiagnosticCode WrongForm = new("REC024", Severity.Error, "A value does not have the form that its key takes.");

    public static readonly DiagnosticCode OutOfRange = new("REC025", Severity.Error, "A number, a text's length or a list's length is out of range.");

    public static readonly DiagnosticCode NoAlternative = new("REC026", Severity.Error, "A value has none of the forms that its key takes.");

    public static readonly DiagnosticCode SecretInSpec = new("REC027", Severity.Warning, "A secret is written in the repository.");

    public static readonly DiagnosticCode KeyConflict = new("REC028", Severity.Error, "Two keys of one mapping contradict each other.");

    public static readonly DiagnosticCode SecondSite = new("REC029", Severity.Error, "The site is described more than once.");
}
