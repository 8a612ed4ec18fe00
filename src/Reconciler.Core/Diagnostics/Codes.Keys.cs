namespace Reconciler.Core.Diagnostics;

// REC113 to REC125: keys with a function of their own, and what phones and Asterisk have to agree on.
public static partial class Codes
{
    public static readonly DiagnosticCode UnknownMailbox = new("REC113", Severity.Error, "A line follows a mailbox that does not exist.");

    public static readonly DiagnosticCode MailboxConflict = new("REC114", Severity.Error, "The lines of one extension follow two mailboxes.");
}
