namespace Reconciler.Core.Diagnostics;

// REC100 to REC109: what site.yaml says of how changes reach the phones, beyond the waves of REC058 and REC059.
public static partial class Codes
{
    public static readonly DiagnosticCode WindowTimes = new("REC100", Severity.Error, "A window's cron expression is none, or names no time.");

    public static readonly DiagnosticCode WindowRhythm = new("REC101", Severity.Error, "A window begins more often than every 15 minutes, or lasts no time.");
}
