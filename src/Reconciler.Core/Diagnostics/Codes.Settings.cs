namespace Reconciler.Core.Diagnostics;

/// <summary>Typed settings of profiles and phones: REC130 to REC149.</summary>
public static partial class Codes
{
    public static readonly DiagnosticCode SettingAndParameter = new("REC130", Severity.Error, "A setting and a parameter that set the same element of a phone");
    public static readonly DiagnosticCode IllegalSettingValue = new("REC131", Severity.Error, "A setting with a value that the phone does not take");
    public static readonly DiagnosticCode SettingNotOnModel = new("REC132", Severity.Warning, "A setting, or a value of one, that the phone's model does not have");
    public static readonly DiagnosticCode SoftkeyWithoutEffect = new("REC134", Severity.Warning, "A softkey that no phone is known to have, or whose code the site does not have");
    public static readonly DiagnosticCode DigitsUnheard = new("REC135", Severity.Warning, "Phones send digits in a way that Asterisk is not told to listen to");
    public static readonly DiagnosticCode CodeKeptByPhone = new("REC136", Severity.Warning, "A service code of the factory's is one that the site answers: the phone may keep it for itself");
    public static readonly DiagnosticCode SettingOfNoElement = new("REC137", Severity.Error, "A setting in a phone's own file that phones of its model are not known to have");
    public static readonly DiagnosticCode KeyNotOnModel = new("REC138", Severity.Error, "A key with a function that phones of its model are not known to have");
    public static readonly DiagnosticCode FactoryValueUnknown = new("REC133", Severity.Warning, "A setting that nothing puts back, since nobody knows what a new phone of the model has");
}
