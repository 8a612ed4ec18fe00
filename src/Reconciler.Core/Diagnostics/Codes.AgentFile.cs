namespace Reconciler.Core.Diagnostics;

// REC090 to REC094: the agent's file and the variables over it. Its form is judged by REC001 to REC029, as that of specs.
public static partial class Codes
{
    public static readonly DiagnosticCode AgentFileUnreadable = new("REC090", Severity.Error, "The agent's file cannot be read.");

    public static readonly DiagnosticCode UnknownVariable = new("REC091", Severity.Error, "An environment variable RECONCILER__… names no key of the agent's file.");

    public static readonly DiagnosticCode StatusBranchWatched = new("REC092", Severity.Error, "The status branch is the branch that is watched.");

    public static readonly DiagnosticCode AgentKeyMissing = new("REC093", Severity.Error, "A key of the agent's file needs another one.");

    public static readonly DiagnosticCode PasswordInUrl = new("REC094", Severity.Error, "A URL of the agent's file holds a password.");
}
