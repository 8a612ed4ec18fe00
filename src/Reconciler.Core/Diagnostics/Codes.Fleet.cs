namespace Reconciler.Core.Diagnostics;

/// <summary>Every kind of finding; a partial file an area. Here: specs that collide with or miss each other.</summary>
public static partial class Codes
{
    public static readonly DiagnosticCode DuplicateMac = new("REC030", Severity.Error, "Two phones have the same MAC address.");
    public static readonly DiagnosticCode DuplicateNumber = new("REC031", Severity.Error, "A number is taken twice in the site's number space.");
    public static readonly DiagnosticCode DuplicateDid = new("REC032", Severity.Error, "A DID is routed twice in one context.");
    public static readonly DiagnosticCode DuplicateProfile = new("REC033", Severity.Error, "Two profiles have the same name.");
    public static readonly DiagnosticCode DuplicateAddress = new("REC034", Severity.Error, "Two phones reserve the same address.");
    public static readonly DiagnosticCode UnknownLine = new("REC035", Severity.Error, "A line key names an extension that does not exist.");
    public static readonly DiagnosticCode UnknownBlf = new("REC036", Severity.Error, "A blf or park key names a number that does not exist.");
    public static readonly DiagnosticCode UnknownRingTarget = new("REC037", Severity.Error, "A group or route rings a number that does not exist.");
    public static readonly DiagnosticCode MixedRing = new("REC038", Severity.Error, "A ring list holds a group where only extensions may stand.");
    public static readonly DiagnosticCode UnknownDestination = new("REC039", Severity.Error, "Where a call ends does not exist.");
    public static readonly DiagnosticCode NoMailbox = new("REC040", Severity.Error, "A call ends in the voicemail of an extension that has none.");
    public static readonly DiagnosticCode DestinationCycle = new("REC041", Severity.Error, "Ring groups hand a call round in a circle.");
    public static readonly DiagnosticCode UnknownProfile = new("REC042", Severity.Error, "A profile does not exist.");
    public static readonly DiagnosticCode ProfileCycle = new("REC043", Severity.Error, "Profiles extend each other in a circle.");
    public static readonly DiagnosticCode UnknownContext = new("REC044", Severity.Error, "An extension calls from a context that the site does not have.");
    public static readonly DiagnosticCode TooManyKeys = new("REC045", Severity.Error, "A phone is given more keys than its model has.");
    public static readonly DiagnosticCode LineOnly = new("REC046", Severity.Error, "A phone without line keys is given something other than one line or registrar.");
    public static readonly DiagnosticCode TooManyConsoleKeys = new("REC047", Severity.Error, "A phone is given more console keys than its model drives.");
    public static readonly DiagnosticCode LineOnConsole = new("REC048", Severity.Error, "A line or registrar stands on an attendant console.");
    public static readonly DiagnosticCode BlfWithoutRegistration = new("REC049", Severity.Error, "A phone with a blf or park key registers no extension.");
    public static readonly DiagnosticCode UnknownFirmware = new("REC050", Severity.Error, "A firmware version is not in the site's catalogue for the model.");
    public static readonly DiagnosticCode UncarriedExtension = new("REC051", Severity.Warning, "No phone carries an extension.");
    public static readonly DiagnosticCode SharedWithChanSip = new("REC052", Severity.Error, "An extension is on two phones with channel sip.");
    public static readonly DiagnosticCode PreviousWithChanSip = new("REC053", Severity.Error, "A previous secret is kept with channel sip.");
    public static readonly DiagnosticCode PreviousIsCurrent = new("REC054", Severity.Error, "A previous secret is the current one.");
    public static readonly DiagnosticCode DisplayNameConflict = new("REC056", Severity.Error, "One registration is given two display names.");
    public static readonly DiagnosticCode TooManyProfiles = new("REC057", Severity.Error, "More profiles than the limit are applied to one phone.");
    public static readonly DiagnosticCode UnknownCanary = new("REC058", Severity.Error, "A canary of the rollout does not exist.");
    public static readonly DiagnosticCode WaveOrder = new("REC059", Severity.Error, "A wave of the rollout is not larger than the one before.");
    public static readonly DiagnosticCode UnknownSteppingStone = new("REC095", Severity.Error, "A stepping stone of a firmware version is not in the site's catalogue for the model.");
    public static readonly DiagnosticCode SteppingStoneOrder = new("REC096", Severity.Error, "A stepping stone is not older than the firmware version that it leads to, so that phones would go round in a circle.");
    public static readonly DiagnosticCode TooManySteppingStones = new("REC097", Severity.Error, "More stepping stones than the limit lead to one firmware version.");
}
