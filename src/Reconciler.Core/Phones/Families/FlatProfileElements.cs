using System.Collections.Immutable;

namespace Reconciler.Core.Phones.Families;

/// <summary>
/// The elements that the sections of a flat profile set, by their names on the SPA phones, in the order of the file. Families that name some differently or
/// lack them say so in their <c>elements.tsv</c>.
/// </summary>
internal static class FlatProfileElements
{
    private const string None = "";
    private const string Series525 = "525";

    /// <param name="codes">The family's catalogue, which says which service codes there are.</param>
    public static ImmutableArray<ManagedParameter> All(ParameterCatalogue codes) =>
    [
        Phone("Station_Name", "stationName"),
        Phone("Station_Display_Name", "stationName") with { IsOpen = true },
        Phone("Provision_Enable", None),
        Phone("Resync_On_Reset", "provisioning.resync.onReset in site.yaml"),
        Phone("Resync_Random_Delay", "provisioning.resync.randomDelay in site.yaml"),
        Phone("Resync_Periodic", "provisioning.resync.every in site.yaml"),
        Phone("Resync_Error_Retry_Delay", "provisioning.resync.retry in site.yaml"),
        Phone("Resync_From_SIP", None),
        Phone("Resync_Trigger_1", None),
        Phone("Resync_Trigger_2", None),
        Phone("Profile_Rule", "provisioning in site.yaml"),
        Phone("Profile_Rule_B", None),
        Phone("Profile_Rule_C", None),
        Phone("Profile_Rule_D", None),
        Phone("Upgrade_Enable", "firmware"),
        Phone("Upgrade_Rule", "firmware"),
        Phone("Enable_Web_Server", "admin.webServer"),
        Phone("Enable_Web_Admin_Access", "admin.webServer"),
        Phone("Admin_Passwd", "admin.password"),
        Phone("Admin_Password", "admin.password") with { Series = Series525 },
        Phone("CISCO_XML_EXE_Enable", None) with { IsOpen = true },
        Phone("SPCP_Auto-detect", None),
        Phone("Signaling_Protocol", None),
        Phone("SPA525-auto-detect-sccp", None) with { Series = Series525 },
        Phone("SPA525-protocol", None) with { Series = Series525 },
        Phone("Syslog_Server", "syslog.server"),
        Phone("Debug_Server", "syslog.debugServer"),
        Phone("Debug_Level", "syslog.debugLevel"),
        Phone("Time_Zone", "timeZone"),
        Phone("Time_Offset__HH_mm_", "timeZone"),
        Phone("Daylight_Saving_Time_Enable", "timeZone"),
        Phone("Daylight_Saving_Time_Rule", "timeZone"),
        Phone("Default_Character_Encoding", None),
        Phone("SIP_User_Agent_Name", None),
        Phone("SIP_Reg_User_Agent_Name", None),
        Phone("Handle_VIA_rport", "asterisk.nat in site.yaml"),
        Phone("Insert_VIA_rport", "asterisk.nat in site.yaml"),
        Phone("Send_Resp_To_Src_Port", "asterisk.nat in site.yaml"),
        Phone("Symmetric_RTP", "asterisk.nat in site.yaml"),
        Phone("Secure_Call_Setting", "asterisk.srtp in site.yaml") with { IsOpen = true },
        Phone("SRTP_Method", "asterisk.srtp in site.yaml") with { IsOpen = true },
        Phone("Voice_Mail_Number", "features.voicemail in site.yaml"),
        Phone("Server_Type", None),
        Phone("Attendant_Console_Call_Pickup_Code", "features.directedPickup in site.yaml"),
        .. codes.ServiceCodes.Select(p => Phone(p.Pattern, ServiceCodeValues.KeyOf(p.Pattern))),
        Line("Line_Enable_{n}_", "keys"),
        Line("Display_Name_{n}_", "keys"),
        Line("User_ID_{n}_", "keys"),
        Line("Password_{n}_", "secret of the extension"),
        Line("Use_Auth_ID_{n}_", None),
        Line("Auth_ID_{n}_", None),
        Line("Proxy_{n}_", "asterisk.host in site.yaml"),
        Line("Register_{n}_", None),
        Line("Register_Expires_{n}_", "asterisk.registerExpires in site.yaml"),
        Line("SIP_Transport_{n}_", "asterisk.transport in site.yaml"),
        Line("SIP_Port_{n}_", None),
        Line("Auth_Resync-Reboot_{n}_", None),
        Line("NAT_Mapping_Enable_{n}_", "asterisk.nat in site.yaml"),
        Line("NAT_Keep_Alive_Enable_{n}_", "asterisk.nat in site.yaml"),
        Line("Mailbox_ID_{n}_", "voicemail of the extension"),
        Line("Preferred_Codec_{n}_", "asterisk.codecs in site.yaml"),
        Line("Second_Preferred_Codec_{n}_", "asterisk.codecs in site.yaml"),
        Line("Third_Preferred_Codec_{n}_", "asterisk.codecs in site.yaml"),
        Line("Use_Pref_Codec_Only_{n}_", None),
        Line("G711u_Enable_{n}_", "asterisk.codecs in site.yaml") with { Series = Series525 },
        Line("G711a_Enable_{n}_", "asterisk.codecs in site.yaml") with { Series = Series525 },
        Line("G722_Enable_{n}_", "asterisk.codecs in site.yaml"),
        Line("G729a_Enable_{n}_", "asterisk.codecs in site.yaml"),
        Line("G726-32_Enable_{n}_", "asterisk.codecs in site.yaml"),
        Line("Dial_Plan_{n}_", "dialPlan"),
        Key("Extension_{n}_"),
        Key("Short_Name_{n}_"),
        Key("Extended_Function_{n}_"),
        new("Unit_{u}_Enable", ParameterAxis.Unit, "console", "Unit_{u}_Enable"),
        new("Unit_{u}_Key_{k}", ParameterAxis.UnitKey, "console", "Unit_{u}_Key_{k}"),
    ];

    /// <summary>
    /// All of them under a family's own names. Each line of <paramref name="table"/> is a name on the SPA phones and the family's, or <c>-</c> where it has none, and
    /// the series that the line is true of, where it is not all.
    /// </summary>
    public static ImmutableArray<ManagedParameter> Renamed(ParameterCatalogue codes, string table)
    {
        var names = table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line => line.Split('\t')).ToLookup(c => c[0], StringComparer.Ordinal);
        return
        [
            .. All(codes).Where(m => m.Series is null).SelectMany(m => !names.Contains(m.Pattern) ? [m] : names[m.Pattern].Where(c => c[1] != "-").Select(c => m with
            {
                Element = c[1],
                Series = c.Length > 2 ? c[2] : null,
            })),
        ];
    }

    private static ManagedParameter Phone(string name, string setBy) => new(name, ParameterAxis.Phone, setBy, name);

    private static ManagedParameter Line(string pattern, string setBy) => new(pattern, ParameterAxis.Registration, setBy, pattern);

    private static ManagedParameter Key(string pattern) => new(pattern, ParameterAxis.Key, "keys", pattern);
}
