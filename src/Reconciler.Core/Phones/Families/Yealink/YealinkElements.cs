using System.Collections.Immutable;

namespace Reconciler.Core.Phones.Families.Yealink;

/// <summary>The parameters that Reconciler sets itself, in the order of the file, each under the name by which the other families' counterpart goes.</summary>
internal static class YealinkElements
{
    public const string Port = "Proxy_Port_{n}_";
    public const string Label = "Account_Label_{n}_";
    public const string Agent = "Agent_{n}_";
    public const string KeyLine = "Key_Line_{n}_";
    public const string KeyValue = "Extended_Function_{n}_";
    public const string KeyPickup = "Key_Pickup_{n}_";
    public const string KeyType = "Extension_{n}_";
    public const string KeyLabel = "Short_Name_{n}_";
    public const string UnitType = "Unit_{u}_Key_{k}";
    public const string UnitLine = "Unit_Line";
    public const string UnitValue = "Unit_Value";
    public const string UnitLabel = "Unit_Label";
    public const string UnitPickup = "Unit_Pickup";

    private const string None = "";
    private const string Zone = "timeZone";

    public static ImmutableArray<string> Codecs { get; } = ["pcmu", "pcma", "g722", "g729", "g726_32"];

    public static ImmutableArray<ManagedParameter> All { get; } =
    [
        Phone("Resync_On_Reset", "static.auto_provision.power_on", "provisioning.resync.onReset in site.yaml"),
        Phone("Repeat", "static.auto_provision.repeat.enable", "provisioning.resync.every in site.yaml"),
        Phone("Resync_Periodic", "static.auto_provision.repeat.minutes", "provisioning.resync.every in site.yaml"),
        Phone("Profile_Rule", "static.auto_provision.server.url", "provisioning in site.yaml"),
        Phone("Upgrade_Rule", "static.firmware.url", "firmware"),
        Phone("Resync_From_SIP", "sip.notify_reboot_enable", None),
        Phone("Enable_Web_Server", "static.wui.http_enable", "admin.webServer"),
        Phone("Enable_Web_Server_Https", "static.wui.https_enable", "admin.webServer"),
        Phone("Admin_Passwd", "static.security.user_password", "admin.password"),
        Phone("Syslog_Enable", "static.syslog.enable", "syslog.server"),
        Phone("Syslog_Server", "static.syslog.server", "syslog.server"),
        Phone("Time_Zone", "local_time.time_zone", Zone),
        Phone("Time_Zone_Name", "local_time.time_zone_name", Zone),
        Phone("Daylight_Saving_Time_Enable", "local_time.summer_time", Zone),
        Phone("Daylight_Saving_Type", "local_time.dst_time_type", Zone),
        Phone("Daylight_Saving_Start", "local_time.start_time", Zone),
        Phone("Daylight_Saving_End", "local_time.end_time", Zone),
        Phone("Daylight_Saving_Offset", "local_time.offset_time", Zone),
        Phone("Pickup_Enable", "features.pickup.direct_pickup_enable", "features.directedPickup in site.yaml"),
        Phone("Pickup_Code", "features.pickup.direct_pickup_code", "features.directedPickup in site.yaml"),
        Phone("Group_Pickup_Enable", "features.pickup.group_pickup_enable", "features.groupPickup in site.yaml"),
        Phone("Group_Pickup_Code", "features.pickup.group_pickup_code", "features.groupPickup in site.yaml"),
        Phone("Dial_Plan_Enable", "dialplan.digitmap.enable", "dialPlan"),
        Phone("Dial_Plan", "dialplan.digitmap.string", "dialPlan"),
        Account("Line_Enable_{n}_", "enable", "keys"),
        Account(Label, "label", "keys"),
        Account("Display_Name_{n}_", "display_name", "keys"),
        Account("User_ID_{n}_", "user_name", "keys"),
        Account("Auth_ID_{n}_", "auth_name", None),
        Account("Password_{n}_", "password", "secret of the extension"),
        Account("Proxy_{n}_", "sip_server.1.address", "asterisk.host in site.yaml"),
        Account(Port, "sip_server.1.port", "asterisk.port in site.yaml"),
        Account("SIP_Transport_{n}_", "sip_server.1.transport_type", "asterisk.transport in site.yaml"),
        Account("Register_Expires_{n}_", "sip_server.1.expires", "asterisk.registerExpires in site.yaml"),
        Account("NAT_Mapping_Enable_{n}_", "nat.rport", "asterisk.nat in site.yaml"),
        Account("Secure_Call_Setting", "srtp_encryption", "asterisk.srtp in site.yaml"),
        Account("Message_Waiting_{n}_", "subscribe_mwi", "voicemail of the extension"),
        Account(Agent, "custom_ua", None),
        .. Codecs.Select(c => Account($"Codec_{c}_{{n}}_", $"codec.{c}.enable", "asterisk.codecs in site.yaml")),
        .. Codecs.Select(c => Account($"Preference_{c}_{{n}}_", $"codec.{c}.priority", "asterisk.codecs in site.yaml")),
        new("Voice_Mail_Number", ParameterAxis.Registration, "features.voicemail in site.yaml", "voice_mail.number.{n}"),
        Key(KeyType, "type"),
        Key(KeyLine, "line"),
        Key(KeyValue, "value"),
        Key(KeyLabel, "label"),
        Key(KeyPickup, "extension"),
        Unit(UnitType, "type"),
        Unit(UnitLine, "line"),
        Unit(UnitValue, "value"),
        Unit(UnitLabel, "label"),
        Unit(UnitPickup, "extension"),
    ];

    private static ManagedParameter Phone(string pattern, string name, string setBy) => new(pattern, ParameterAxis.Phone, setBy, name);

    private static ManagedParameter Account(string pattern, string name, string setBy) => new(pattern, ParameterAxis.Registration, setBy, $"account.{{n}}.{name}");

    private static ManagedParameter Key(string pattern, string name) => new(pattern, ParameterAxis.Key, "keys", $"linekey.{{n}}.{name}");

    private static ManagedParameter Unit(string pattern, string name) => new(pattern, ParameterAxis.UnitKey, "console", $"expansion_module.{{u}}.key.{{k}}.{name}");
}
