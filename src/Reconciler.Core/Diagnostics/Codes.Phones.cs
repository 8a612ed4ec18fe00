namespace Reconciler.Core.Diagnostics;

/// <summary>Phone parameters and texts that phones parse: REC060 to REC069.</summary>
public static partial class Codes
{
    public static readonly DiagnosticCode UnknownParameter = new("REC060", Severity.Error, "A phone parameter that the catalogue does not know, or that cannot be set");
    public static readonly DiagnosticCode IllegalParameterValue = new("REC061", Severity.Error, "A value that the phone does not take");
    public static readonly DiagnosticCode ManagedParameter = new("REC062", Severity.Error, "A phone parameter that Reconciler sets itself");
    public static readonly DiagnosticCode ParameterNotSeen = new("REC063", Severity.Warning, "A phone parameter that has not been seen on this model");
    public static readonly DiagnosticCode PlainParameterSecret = new("REC064", Severity.Warning, "A password, key or PIN as plain text in the repository");
    public static readonly DiagnosticCode ParameterTakesNoSecret = new("REC065", Severity.Error, "A secret in a phone parameter that everybody can read");
    public static readonly DiagnosticCode UncheckedIsKnown = new("REC066", Severity.Error, "A phone parameter under `unchecked` that the catalogue knows, or that is no element name");
    public static readonly DiagnosticCode TextNotRepresentable = new("REC067", Severity.Error, "A text that a phone's profile cannot hold");
    public static readonly DiagnosticCode UnknownPhoneCodec = new("REC068", Severity.Error, "A codec that the phones do not speak");
    public static readonly DiagnosticCode TimeZoneNotExpressible = new("REC069", Severity.Error, "A time zone that is unknown, or that phones cannot keep");
}
