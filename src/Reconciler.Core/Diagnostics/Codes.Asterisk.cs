namespace Reconciler.Core.Diagnostics;

/// <summary>Every kind of finding; a partial file an area. Here: what Asterisk's files cannot hold.</summary>
public static partial class Codes
{
    public static readonly DiagnosticCode UnknownEndpointOption = new("REC070", Severity.Error, "An endpoint option is not one that Asterisk 16 to 23 know.");
    public static readonly DiagnosticCode ManagedEndpointOption = new("REC071", Severity.Error, "An endpoint option is managed by a key of the specs.");
    public static readonly DiagnosticCode EndpointOptionValue = new("REC072", Severity.Error, "An endpoint option has a value that Asterisk refuses, or is given twice.");
    public static readonly DiagnosticCode AsteriskText = new("REC073", Severity.Error, "A text cannot be written in Asterisk's files.");
    public static readonly DiagnosticCode MailboxText = new("REC074", Severity.Error, "The name or e-mail address of a mailbox holds a character that separates its fields.");
    public static readonly DiagnosticCode AsteriskLineTooLong = new("REC075", Severity.Error, "A line of Asterisk's files would be longer than Asterisk reads.");
    public static readonly DiagnosticCode ContextConflict = new("REC076", Severity.Error, "A context's name is taken or cannot be used.");
    public static readonly DiagnosticCode GotoSyntax = new("REC077", Severity.Error, "A goto is not of the form context,extension,priority.");
    public static readonly DiagnosticCode UnknownCodec = new("REC078", Severity.Error, "A codec is not one that Asterisk knows.");
    public static readonly DiagnosticCode RouteEndsTwice = new("REC079", Severity.Error, "A route that rings a group says itself where calls end.");
}
