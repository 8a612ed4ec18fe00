namespace Reconciler.Core.Diagnostics;

// REC165 to REC169: what would keep a call for help from where the administrator's dialplan takes it.
public static partial class Codes
{
    public static readonly DiagnosticCode EmergencyTaken =
        new("REC165", Severity.Error, "A DID, a number, a feature code or an external range stands in the way of an emergency number.");

    public static readonly DiagnosticCode EmergencyUndialable = new("REC166", Severity.Error, "An emergency number can never be dialled.");
}
