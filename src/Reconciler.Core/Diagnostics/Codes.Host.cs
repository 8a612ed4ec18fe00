namespace Reconciler.Core.Diagnostics;

public static partial class Codes
{
    public static readonly DiagnosticCode FirmwareImageMissing = new("REC080", Severity.Error, "A firmware version that this change brings in has no image in the served root");

    public static readonly DiagnosticCode FirmwareImageGone = new("REC081", Severity.Warning, "A firmware version in use has no image in the served root");

    public static readonly DiagnosticCode SecretMissing = new("REC082", Severity.Error, "A secret's environment variable or file is missing or unfit on this host");

    public static readonly DiagnosticCode ForeignName = new("REC083", Severity.Error, "A file that is not Reconciler's stands where one is to be published");

    public static readonly DiagnosticCode CannotHold = new("REC085", Severity.Error, "A change cannot go to the phones in waves");

    public static readonly DiagnosticCode PbxRefused = new("REC084", Severity.Error, "Asterisk refused an object, or has it otherwise than intended");

    public static readonly DiagnosticCode FileDrift = new("REC086", Severity.Warning, "A published file or link was changed, removed or added by hand");

    public static readonly DiagnosticCode ObjectDrift = new("REC087", Severity.Warning, "Asterisk has an object otherwise than it was published, though nothing was pushed");

    public static readonly DiagnosticCode MailboxPins = new("REC111", Severity.Warning, "PINs that users change by phone are lost in mailboxes that are not Reconciler's.");
}
