namespace Reconciler.Core.Diagnostics;

// REC106 to REC109: what the host grants a commit.
public static partial class Codes
{
    public static readonly DiagnosticCode PolicyContext = new("REC106", Severity.Error, "A commit uses a context of the dialplan that the host's policy does not grant it");

    public static readonly DiagnosticCode PolicySetting = new("REC107", Severity.Error, "A commit sets an endpoint option or a parameter that the host's policy does not grant it");

    public static readonly DiagnosticCode KeyRotationChannel = new("REC108", Severity.Error, "The master key cannot be rotated in service: chan_sip takes one password only");
}
