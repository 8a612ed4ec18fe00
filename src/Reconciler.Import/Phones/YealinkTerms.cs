using System.Globalization;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Families;
using Reconciler.Core.Phones.Families.Yealink;

namespace Reconciler.Import.Phones;

/// <summary>Yealink's parameters in the words of the SPA phones: their accounts as lines, their key types as functions, their clock as a rule.</summary>
internal sealed class YealinkTerms(DeviceFamily family) : FamilyTerms(family)
{
    private const int SecondsOfMinute = 60;

    private static readonly (string Own, string Common)[] Codecs =
        [("pcmu", "G711u"), ("pcma", "G711a"), ("g722", "G722"), ("g729", "G729a"), ("g726_32", "G726-32")];

    private static readonly string[] Preferences = ["Preferred_Codec", "Second_Preferred_Codec", "Third_Preferred_Codec"];

    private static readonly Dictionary<string, string> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["United States-Eastern Time"] = "America/New_York",
        ["United States-Central Time"] = "America/Chicago",
        ["United States-Mountain Time"] = "America/Denver",
        ["United States-Pacific Time"] = "America/Los_Angeles",
        ["United Kingdom(London)"] = "Europe/London",
        ["Germany(Berlin)"] = "Europe/Berlin",
        ["Austria(Vienna)"] = "Europe/Berlin",
        ["France(Paris)"] = "Europe/Berlin",
        ["Spain(Madrid)"] = "Europe/Berlin",
        ["Italy(Rome)"] = "Europe/Berlin",
        ["Netherlands(Amsterdam)"] = "Europe/Berlin",
        ["Switzerland(Bern)"] = "Europe/Berlin",
    };

    public override bool EmptyIsFactory => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, DumpElement> Common(IReadOnlyDictionary<string, DumpElement> had)
    {
        var common = new Terms(had);
        for (var n = 1; n <= ProfileLayout.MostRegistrations; n++)
        {
            AddAccount(common, n);
        }

        for (var k = 1; k <= ProfileLayout.MostKeys; k++)
        {
            AddKey(common, Text($"linekey.{k}."), Text($"Extension_{k}_"), Text($"Short_Name_{k}_"), Text($"Extended_Function_{k}_"), k);
        }

        for (var u = 1; u <= ProfileLayout.MostUnits; u++)
        {
            for (var k = 1; k <= ProfileLayout.MostUnitKeys; k++)
            {
                AddKey(common, Text($"expansion_module.{u}.key.{k}."), null, null, Text($"Unit_{u}_Key_{k}"), k);
            }
        }

        AddPhone(common);
        AddTime(common);
        return common.Found;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void AddAccount(Terms terms, int n)
    {
        var account = Text($"account.{n}.");
        if (terms.Of(account + "user_name") is not { } user)
        {
            return;
        }

        var suffix = Text($"_{n}_");
        terms.Put("User_ID" + suffix, user, user.Value);
        terms.Put("Line_Enable" + suffix, terms.Of(account + "enable"), v => YesNo(v));
        terms.Put("Display_Name" + suffix, terms.Of(account + "display_name"));
        terms.Put("Password" + suffix, terms.Of(account + "password"));
        terms.Put("Auth_ID" + suffix, terms.Of(account + "auth_name"));
        terms.Put("Use_Auth_ID" + suffix, terms.Of(account + "auth_name"), v => YesNo(v == user.Value ? "0" : "1"));
        var port = terms.Of(account + "sip_server.1.port")?.Value;
        terms.Put("Proxy" + suffix, terms.Of(account + "sip_server.1.address"), v => port is null or "0" or "5060" || v.Contains(':', StringComparison.Ordinal) ? v : $"{v}:{port}");
        terms.Put("SIP_Transport" + suffix, terms.Of(account + "sip_server.1.transport_type"), v => v switch { "1" => "TCP", "2" => "TLS", _ => "UDP" });
        terms.Put("Register_Expires" + suffix, terms.Of(account + "sip_server.1.expires"));
        terms.Put("NAT_Mapping_Enable" + suffix, terms.Of(account + "nat.rport"), v => YesNo(v));
        terms.Put("Mailbox_ID" + suffix, terms.Of(account + "subscribe_mwi"), v => v == "1" ? user.Value : "");
        terms.Put("Voice_Mail_Number", terms.Of(Text($"voice_mail.number.{n}")));
        AddCodecs(terms, account, suffix);
    }

    private static void AddCodecs(Terms terms, string account, string suffix)
    {
        var enabled = Codecs
            .Where(c => terms.Of($"{account}codec.{c.Own}.enable")?.Value == "1")
            .OrderBy(c => int.TryParse(terms.Of($"{account}codec.{c.Own}.priority")?.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : int.MaxValue)
            .ToList();
        for (var i = 0; i < enabled.Count; i++)
        {
            var element = terms.Of($"{account}codec.{enabled[i].Own}.enable");
            terms.Put($"{enabled[i].Common}_Enable{suffix}", element, _ => "Yes");
            if (i < Preferences.Length)
            {
                terms.Put(Preferences[i] + suffix, element, _ => enabled[i].Common);
            }
        }
    }

    private static void AddKey(Terms terms, string key, string? carries, string? shortName, string function, int k)
    {
        if (terms.Of(key + "type") is not { } type)
        {
            return;
        }

        var (value, label) = (terms.Of(key + "value")?.Value ?? "", (terms.Of(key + "label")?.Value ?? "").Replace(';', ' '));
        var pickup = terms.Of(key + "extension");
        var does = type.Value switch
        {
            "10" => $"fnc=prk;sub={value}@$PROXY",
            "13" => $"fnc=sd;ext={value}@$PROXY",
            "16" => $"fnc={(pickup is null ? "blf+sd" : "blf+sd+cp")};sub={value}@$PROXY",
            "27" => $"fnc=xml;url={value}",
            _ => "",
        };
        if (type.Value == "16")
        {
            terms.Put("Attendant_Console_Call_Pickup_Code", pickup, v => v + "#");
        }

        if (carries is not null)
        {
            terms.Put(carries, type, type.Value == "15" ? terms.Of(key + "line")?.Value ?? k.ToString(CultureInfo.InvariantCulture) : "Disabled");
            terms.Put(shortName!, type, label);
        }

        if (does.Length > 0)
        {
            terms.Put(function, terms.Of(key + "value") ?? type, label.Length == 0 ? does : $"{does};nme={label}");
        }
    }

    private static void AddPhone(Terms terms)
    {
        terms.Put("Enable_Web_Server", terms.Of("static.wui.http_enable"), v => YesNo(v));
        terms.Put("Syslog_Server", terms.Of("static.syslog.server"));
        terms.Put("Resync_On_Reset", terms.Of("static.auto_provision.power_on"), v => YesNo(v));
        terms.Put("Profile_Rule", terms.Of("static.auto_provision.server.url"), v => v.TrimEnd('/') + "/spa$MA.xml");
        if (terms.Of("features.pickup.direct_pickup_enable")?.Value == "1" && terms.Of("features.pickup.direct_pickup_code") is { } pickup)
        {
            terms.Replace("Attendant_Console_Call_Pickup_Code", pickup, pickup.Value + "#");
        }

        if (terms.Of("features.pickup.group_pickup_enable")?.Value == "1")
        {
            terms.Put("Group_Pickup_Code", terms.Of("features.pickup.group_pickup_code"));
        }

        if (terms.Of("static.auto_provision.repeat.minutes") is { } minutes && int.TryParse(minutes.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var every))
        {
            var repeats = terms.Of("static.auto_provision.repeat.enable")?.Value == "1";
            terms.Put("Resync_Periodic", minutes, (repeats ? every * SecondsOfMinute : 0).ToString(CultureInfo.InvariantCulture));
        }

        if (terms.Of("static.security.user_password") is { } password && password.Value.StartsWith("admin:", StringComparison.Ordinal))
        {
            terms.Put("Admin_Passwd", password, password.Value["admin:".Length..]);
        }
    }

    /// <summary>By the well-known zone that has the same clock here, since each zone's rule has one form here and another on the SPA phones.</summary>
    private static void AddTime(Terms terms)
    {
        if (terms.Of("local_time.time_zone") is not { } zone)
        {
            return;
        }

        var (saves, named) = (terms.Of("local_time.summer_time")?.Value ?? "2", terms.Of("local_time.time_zone_name")?.Value ?? "");
        foreach (var name in TimeZoneReading.WellKnown)
        {
            if (YealinkTime.TryFrom(new TimeZoneSpec(name, null, null), out var time) && time.Zone == zone.Value && PhoneTimeZone.TryFrom(new TimeZoneSpec(name, null, null), out var rule, out _)
                && (saves switch
                {
                    "0" => time.Start.Length == 0,
                    "1" => time.Start == terms.Of("local_time.start_time")?.Value && time.End == terms.Of("local_time.end_time")?.Value,
                    _ => Zones.TryGetValue(named, out var known) && known == name,
                }))
            {
                terms.Put("Time_Zone", zone, rule.TimeZone);
                terms.Put("Time_Offset__HH_mm_", zone, rule.TimeOffset);
                terms.Put("Daylight_Saving_Time_Enable", zone, rule.DaylightSavingRule.Length > 0 ? "Yes" : "No");
                terms.Put("Daylight_Saving_Time_Rule", zone, rule.DaylightSavingRule);
                return;
            }
        }
    }

    private static string YesNo(string flag) => flag == "1" ? "Yes" : "No";

    private sealed class Terms(IReadOnlyDictionary<string, DumpElement> had)
    {
        public Dictionary<string, DumpElement> Found { get; } = new(StringComparer.Ordinal);

        /// <summary>Null where the parameter is as in a new phone.</summary>
        public DumpElement? Of(string name) => had.TryGetValue(name, out var element) && element.Value.Length > 0 && element.Value != YealinkFamily.Factory ? element : null;

        public void Put(string name, DumpElement? element, Func<string, string>? value = null)
        {
            if (element is { } found)
            {
                Put(name, found, value is null ? found.Value : value(found.Value));
            }
        }

        public void Put(string name, DumpElement element, string value) => Found.TryAdd(name, new DumpElement(name, value, element.Line));

        public void Replace(string name, DumpElement element, string value) => Found[name] = new DumpElement(name, value, element.Line);
    }
}
