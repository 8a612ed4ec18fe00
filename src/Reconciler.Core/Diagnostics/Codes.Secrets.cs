namespace Reconciler.Core.Diagnostics;

// REC167: texts that a secret cannot be.
public static partial class Codes
{
    public static readonly DiagnosticCode SecretUnwritable = new("REC167", Severity.Error, "A secret is a text that a file of the phones or of Asterisk cannot hold.");
}
