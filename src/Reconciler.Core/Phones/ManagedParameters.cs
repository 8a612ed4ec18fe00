using System.Collections.Frozen;
using System.Collections.Immutable;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Phones;

/// <summary>The parameters that Reconciler sets itself, written in every profile of a model and refused under <c>parameters</c>.</summary>
public static class ManagedParameters
{
    private const string Fixed = "";

    /// <summary>Written always, and open to the user all the same; what may not be said together, rules say.</summary>
    private static readonly FrozenSet<string> Open =
        FrozenSet.ToFrozenSet(["CISCO_XML_EXE_Enable", "Secure_Call_Setting", "SRTP_Method", "Station_Display_Name"], StringComparer.Ordinal);

    /// <summary>Every managed parameter in the order of the file; keys and registrations are numbered apart.</summary>
    internal static ImmutableArray<ManagedParameter> Table { get; } =
    [
        Phone("Station_Name", "stationName"),
        Phone("Station_Display_Name", "stationName"),
        Phone("Provision_Enable", Fixed),
        Phone("Resync_On_Reset", "provisioning.resync.onReset in site.yaml"),
        Phone("Resync_Random_Delay", "provisioning.resync.randomDelay in site.yaml"),
        Phone("Resync_Periodic", "provisioning.resync.every in site.yaml"),
        Phone("Resync_Error_Retry_Delay", "provisioning.resync.retry in site.yaml"),
        Phone("Resync_From_SIP", Fixed),
        Phone("Resync_Trigger_1", Fixed),
        Phone("Resync_Trigger_2", Fixed),
        Phone("Profile_Rule", "provisioning in site.yaml"),
        Phone("Profile_Rule_B", Fixed),
        Phone("Profile_Rule_C", Fixed),
        Phone("Profile_Rule_D", Fixed),
        Phone("Upgrade_Enable", "firmware"),
        Phone("Upgrade_Rule", "firmware"),
        Phone("Enable_Web_Server", "admin.webServer"),
        Phone("Enable_Web_Admin_Access", "admin.webServer"),
        Phone("Admin_Passwd", "admin.password"),
        Only525("Admin_Password", "admin.password"),
        Phone("CISCO_XML_EXE_Enable", Fixed),
        Phone("SPCP_Auto-detect", Fixed),
        Phone("Signaling_Protocol", Fixed),
        Only525("SPA525-auto-detect-sccp", Fixed),
        Only525("SPA525-protocol", Fixed),
        Phone("Syslog_Server", "syslog.server"),
        Phone("Debug_Server", "syslog.debugServer"),
        Phone("Debug_Level", "syslog.debugLevel"),
        Phone("Time_Zone", "timeZone"),
        Phone("Time_Offset__HH_mm_", "timeZone"),
        Phone("Daylight_Saving_Time_Enable", "timeZone"),
        Phone("Daylight_Saving_Time_Rule", "timeZone"),
        Phone("Default_Character_Encoding", Fixed),
        Phone("SIP_User_Agent_Name", Fixed),
        Phone("SIP_Reg_User_Agent_Name", Fixed),
        Phone("Handle_VIA_rport", "asterisk.nat in site.yaml"),
        Phone("Insert_VIA_rport", "asterisk.nat in site.yaml"),
        Phone("Send_Resp_To_Src_Port", "asterisk.nat in site.yaml"),
        Phone("Symmetric_RTP", "asterisk.nat in site.yaml"),
        Phone("Secure_Call_Setting", "asterisk.srtp in site.yaml"),
        Phone("SRTP_Method", "asterisk.srtp in site.yaml"),
        Phone("Voice_Mail_Number", "features.voicemail in site.yaml"),
        Phone("Server_Type", Fixed),
        Phone("Attendant_Console_Call_Pickup_Code", "features.directedPickup in site.yaml"),
        .. ServiceCodeValues.All.Select(p => Phone(p.Pattern, ServiceCodeValues.KeyOf(p.Pattern))),
        Line("Line_Enable_{n}_", "keys"),
        Line("Display_Name_{n}_", "keys"),
        Line("User_ID_{n}_", "keys"),
        Line("Password_{n}_", "secret of the extension"),
        Line("Use_Auth_ID_{n}_", Fixed),
        Line("Auth_ID_{n}_", Fixed),
        Line("Proxy_{n}_", "asterisk.host in site.yaml"),
        Line("Register_{n}_", Fixed),
        Line("Register_Expires_{n}_", "asterisk.registerExpires in site.yaml"),
        Line("SIP_Transport_{n}_", "asterisk.transport in site.yaml"),
        Line("SIP_Port_{n}_", Fixed),
        Line("Auth_Resync-Reboot_{n}_", Fixed),
        Line("NAT_Mapping_Enable_{n}_", "asterisk.nat in site.yaml"),
        Line("NAT_Keep_Alive_Enable_{n}_", "asterisk.nat in site.yaml"),
        Line("Mailbox_ID_{n}_", "voicemail of the extension"),
        Line("Preferred_Codec_{n}_", "asterisk.codecs in site.yaml"),
        Line("Second_Preferred_Codec_{n}_", "asterisk.codecs in site.yaml"),
        Line("Third_Preferred_Codec_{n}_", "asterisk.codecs in site.yaml"),
        Line("Use_Pref_Codec_Only_{n}_", Fixed),
        Line("G711u_Enable_{n}_", "asterisk.codecs in site.yaml", only525: true),
        Line("G711a_Enable_{n}_", "asterisk.codecs in site.yaml", only525: true),
        Line("G722_Enable_{n}_", "asterisk.codecs in site.yaml"),
        Line("G729a_Enable_{n}_", "asterisk.codecs in site.yaml"),
        Line("G726-32_Enable_{n}_", "asterisk.codecs in site.yaml"),
        Line("Dial_Plan_{n}_", "dialPlan"),
        Key("Extension_{n}_"),
        Key("Short_Name_{n}_"),
        Key("Extended_Function_{n}_"),
        new("Unit_{u}_Enable", ParameterAxis.Unit, "console", Is525Only: false),
        new("Unit_{u}_Key_{k}", ParameterAxis.UnitKey, "console", Is525Only: false),
    ];

    private static readonly Lazy<FrozenDictionary<string, ManagedParameter>> ByName = new(Index);

    /// <summary>The element names that Reconciler sets itself on this model, in the order of the file.</summary>
    public static ImmutableArray<string> NamesFor(PhoneModel model) => ProfileLayout.Of(model).ManagedNames;

    /// <summary>Whether the name is Reconciler's on any model (a tenth line's <c>Proxy_10_</c> too).</summary>
    public static bool Contains(string name) => ByName.Value.ContainsKey(name);

    /// <summary>Whether a spec may not set the parameter by its element name.</summary>
    public static bool IsRefused(string name) => !Open.Contains(name) && Contains(name);

    /// <summary>The key of the specs that sets the parameter; null where it is not managed, or is no choice of the user's.</summary>
    public static string? KeyOf(string name) => ByName.Value.TryGetValue(name, out var managed) && managed.SetBy != Fixed ? managed.SetBy : null;

    private static FrozenDictionary<string, ManagedParameter> Index() => Table
        .SelectMany(m => ProfileLayout.Expand(m, ProfileLayout.MostRegistrations, ProfileLayout.MostRegistrations, ProfileLayout.MostUnits).Select(name => (name, m)))
        .ToFrozenDictionary(e => e.name, e => e.m, StringComparer.Ordinal);

    private static ManagedParameter Phone(string name, string setBy) => new(name, ParameterAxis.Phone, setBy, Is525Only: false);

    private static ManagedParameter Only525(string name, string setBy) => new(name, ParameterAxis.Phone, setBy, Is525Only: true);

    private static ManagedParameter Line(string pattern, string setBy, bool only525 = false) => new(pattern, ParameterAxis.Registration, setBy, only525);

    private static ManagedParameter Key(string pattern) => new(pattern, ParameterAxis.Key, "keys", Is525Only: false);
}

/// <summary>A managed parameter, and the key of the specs that sets it (empty: no choice of the user's).</summary>
internal sealed record ManagedParameter(string Pattern, ParameterAxis Axis, string SetBy, bool Is525Only);

/// <summary>The number that a managed parameter's name holds.</summary>
internal enum ParameterAxis
{
    Phone,
    Registration,
    Key,
    Unit,
    UnitKey,
}
