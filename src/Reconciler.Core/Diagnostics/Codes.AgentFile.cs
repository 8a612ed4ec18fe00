namespace Reconciler.Core.Diagnostics;

// REC090 to REC094, REC102 to REC104: the agent's file and the variables over it. Its form is judged by REC001 to REC029, as that of specs.
public static partial class Codes
{
    public static readonly DiagnosticCode AgentFileUnreadable = new("REC090", Severity.Error, "The agent's file cannot be read.");

    public static readonly DiagnosticCode UnknownVariable = new("REC091", Severity.Error, "An environment variable RECONCILER__… names no key of the agent's file.");

    public static readonly DiagnosticCode StatusBranchWatched = new("REC092", Severity.Error, "The status branch is the branch that is watched.");

    public static readonly DiagnosticCode AgentKeyMissing = new("REC093", Severity.Error, "A key of the agent's file needs another one.");

    public static readonly DiagnosticCode PasswordInUrl = new("REC094", Severity.Error, "A URL of the agent's file holds a password, or a user name that may be a token.");

    public static readonly DiagnosticCode RepositoryUrlRefused = new("REC102", Severity.Error, "A repository's URL cannot be used.");

    public static readonly DiagnosticCode FullRefName = new("REC103", Severity.Error, "A branch or tag is given by its full name instead of its short one.");

    public static readonly DiagnosticCode VersionRangeRefused = new("REC104", Severity.Error, "A range of versions cannot be read.");

    public static readonly DiagnosticCode DirectoriesOverlap = new("REC112", Severity.Error, "Directories or files of the agent's file lie in one another, so that what is secret would be served or removed.");

    public static readonly DiagnosticCode PhoneNetwork = new("REC110", Severity.Error, "A network of phones.networks is none, or holds addresses that no phone can have.");
}
