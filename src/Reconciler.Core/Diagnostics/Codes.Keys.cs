namespace Reconciler.Core.Diagnostics;

// REC113 to REC125: keys with a function of their own, and what phones and Asterisk have to agree on.
public static partial class Codes
{
    public static readonly DiagnosticCode UnknownMailbox = new("REC113", Severity.Error, "A line follows a mailbox that does not exist.");

    public static readonly DiagnosticCode MailboxConflict = new("REC114", Severity.Error, "The lines of one extension follow two mailboxes.");

    public static readonly DiagnosticCode LoginTaken = new("REC115", Severity.Error, "An extension registers as another one does, or as a section of Asterisk's own.");

    public static readonly DiagnosticCode TransportConflict = new("REC116", Severity.Error, "Phones and Asterisk would use different transports, or SRTP that chan_sip does not have.");

    public static readonly DiagnosticCode SrtpInTheClear = new("REC117", Severity.Warning, "The keys of SRTP go over a transport that anybody can read.");

    public static readonly DiagnosticCode OpenXmlPush = new("REC118", Severity.Error, "A phone would take pushed XML from anybody (CVE-2015-0670).");

    public static readonly DiagnosticCode NameTooLong = new("REC119", Severity.Error, "A name is longer in bytes than Asterisk keeps.");
}
