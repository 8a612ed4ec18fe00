using System.Globalization;

namespace Reconciler.Testing.SimulatedPhone;

/// <summary>The factory values of the parameters that the simulated phone acts on.</summary>
public static class FactoryDefaults
{
    private const string DialPlan = "(*xx|[3469]11|0|00|[2-9]xxxxxx|1xxx[2-9]xxxxxxS0|xxxxxxxxxxxx.)";

    private static readonly (string Name, string Value)[] Once =
    [
        ("Provision_Enable", "Yes"),
        ("Resync_On_Reset", "Yes"),
        ("Resync_Random_Delay", "2"),
        ("Resync_Periodic", "3600"),
        ("Resync_Error_Retry_Delay", "3600"),
        ("Forced_Resync_Delay", "14400"),
        ("Resync_From_SIP", "Yes"),
        ("Resync_After_Upgrade_Attempt", "Yes"),
        ("Resync_Trigger_1", ""),
        ("Resync_Trigger_2", ""),
        ("Profile_Rule_B", ""),
        ("Profile_Rule_C", ""),
        ("Profile_Rule_D", ""),
        ("Upgrade_Enable", "Yes"),
        ("Upgrade_Error_Retry_Delay", "3600"),
        ("Upgrade_Rule", ""),
        ("SIP_User_Agent_Name", "$VERSION"),
        ("SIP_Reg_User_Agent_Name", ""),
        ("Station_Name", ""),
        ("Server_Type", "Broadsoft"),
        ("Subscribe_Expires", "1800"),
        ("Attendant_Console_Call_Pickup_Code", "*98"),
        ("Default_Character_Encoding", "ISO-8859-1"),
        ("Call_Return_Code", "*69"),
        ("Call_Pickup_Code", "*36"),
        ("Group_Call_Pickup_Code", "*37"),
        ("Cfwd_All_Act_Code", "*72"),
        ("DND_Act_Code", "*78"),
        ("Enable_Web_Server", "Yes"),
        ("Web_Server_Port", "80"),
        ("Admin_Passwd", ""),
        ("Text_Logo", ""),
    ];

    private static readonly (string Name, Func<int, string> Value)[] EachLine =
    [
        ("Line_Enable_{0}_", _ => "Yes"),
        ("User_ID_{0}_", _ => ""),
        ("Password_{0}_", _ => ""),
        ("Use_Auth_ID_{0}_", _ => "No"),
        ("Auth_ID_{0}_", _ => ""),
        ("Proxy_{0}_", _ => ""),
        ("Register_{0}_", _ => "Yes"),
        ("Register_Expires_{0}_", _ => "3600"),
        ("Display_Name_{0}_", _ => ""),
        ("SIP_Port_{0}_", line => (5059 + line).ToString(CultureInfo.InvariantCulture)),
        ("Auth_Resync-Reboot_{0}_", _ => "Yes"),
        ("Dial_Plan_{0}_", _ => DialPlan),
        ("Extension_{0}_", line => line.ToString(CultureInfo.InvariantCulture)),
        ("Short_Name_{0}_", _ => "$USER"),
        ("Extended_Function_{0}_", _ => ""),
    ];

    /// <summary>All of them, for a phone with that many lines.</summary>
    public static IEnumerable<KeyValuePair<string, string>> For(PhoneIdentity identity)
    {
        foreach (var (name, value) in Once)
        {
            yield return new(name, value);
        }

        yield return new("Profile_Rule", identity.FactoryRule);
        for (var letter = 'A'; letter <= 'P'; letter++)
        {
            yield return new($"GPP_{letter}", string.Empty);
        }

        foreach (var name in new[] { "GPP_SA", "GPP_SB", "GPP_SC", "GPP_SD" })
        {
            yield return new(name, string.Empty);
        }

        foreach (var (name, value) in EachLine)
        {
            for (var line = 1; line <= identity.Lines; line++)
            {
                yield return new(string.Format(CultureInfo.InvariantCulture, name, line), value(line));
            }
        }
    }
}
