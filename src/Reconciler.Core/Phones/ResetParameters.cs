using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Settings;

namespace Reconciler.Core.Phones;

/// <summary>
/// Which parameters every profile writes with their factory default where nothing else sets them.
/// <para>
/// A phone keeps what its profile does not mention, and rendering knows nothing of what was published before. A parameter that is dropped
/// from <c>parameters</c> would live on in the phone, and two phones with the same spec could differ for ever. So the profile is the
/// factory's complete sample with our values put in (the way the phones' maker tells administrators to build one), not the handful of
/// parameters that somebody named: what a model's profile mentions depends on the model alone.
/// </para>
/// <para>
/// Another family's default is no default: where nobody has said what a factory phone of the model's family has, the profile says nothing, so that no
/// ring tone or softkey of its own is lost. Once Git has set such a parameter, removing it leaves the last value in the phone, and the plan says so.
/// </para>
/// <para>
/// Left out is what must survive a profile that says nothing of it: what the user adjusts at the phone (access <c>rw</c>), what connects the phone to its network (addresses, name servers, VLAN and the discovery that finds it, Wi-Fi, VPN, PPPoE,
/// Bluetooth), certificates, licences, passwords and keys, TR-069, the clock, who is logged in, the message lamp's state, and what is known only from dumps
/// that do not tell a default from a setting. Once Git has set one of these, removing it leaves the last value in the phone.
/// </para>
/// </summary>
internal static class ResetParameters
{
    /// <summary>Sections known only from dumps, without the access column, whose values are the administrator's and are the same on all phones seen.</summary>
    private static readonly string[] AdministratorsSections =
        ["Ext_N/", "Attendant_Console/", "Att_Console/", "SIP/", "Regional/", "Phone/XML_Service", "Phone/Supplementary_Services", "Phone/Miscellaneous", "Phone/Call_Audio", "Provisioning/Configuration_Profile", "Phone/LDAP"];

    private static readonly string[] DeviceSections =
        ["System/VLAN_Settings", "System/Internet_Connection_Type_", "System/_", "System/Wi-Fi", "System/Bluetooth", "System/Power", "System/Inventory", "Wi-Fi", "TR-069/", "Provisioning/CA_Settings", "Phone/BluePhone"];

    private static readonly HashSet<string> DeviceNames = new(StringComparer.Ordinal)
    {
        "DHCP_Option_To_Use", "DNS_Server_Order", "Domain", "EM_Mobile_User_ID", "EM_Phone_User_ID", "HostName", "License_Keys", "Message_Waiting_{n}_", "Mini_Certificate_{n}_", "Primary_DNS",
        "Secondary_DNS", "Set_Local_Date__mm_dd_", "Set_Local_Time__HH_mm_",
    };

    /// <summary>
    /// The value that a profile of that model writes where nothing else sets the parameter; null: it does not mention it. It is the factory's value of the
    /// model's own family, but for packets of the 20 ms that Asterisk speaks, for the phones' XML push, which must not be open to anybody (CVE-2015-0670), and
    /// for codecs that no site can list.
    /// </summary>
    public static string? ValueOf(CatalogueParameter parameter, PhoneModel model) =>
        !Contains(parameter) || parameter.DefaultOn(model) is not { } factory ? null
        : parameter.Pattern switch
        {
            "RTP_Packet_Size" => "0.020",
            "CISCO_XML_EXE_Auth_Mode" => "Local Credential",
            "G723_Enable_{n}_" or "G726-16_Enable_{n}_" or "G726-24_Enable_{n}_" or "G726-40_Enable_{n}_" or "L16_Enable_{n}_" or "AMR-WB_Enable_{n}_" => "No",
            _ => factory,
        };

    private static bool Contains(CatalogueParameter parameter)
    {
        if (SettingFields.IsAlwaysReset(parameter.Pattern))
        {
            return true;
        }

        if (parameter.IsReadOnly || parameter.IsSecret || DeviceNames.Contains(parameter.Pattern) || StartsWithAny(parameter.Group, DeviceSections))
        {
            return false;
        }

        return parameter.Access == ParameterAccess.Administrator
            || (parameter.Access == ParameterAccess.Unknown && StartsWithAny(parameter.Group, AdministratorsSections));
    }

    private static bool StartsWithAny(string group, string[] sections) => Array.Exists(sections, s => group.StartsWith(s, StringComparison.Ordinal));
}
