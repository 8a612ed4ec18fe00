using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads the settings that a profile and a phone may give alike.</summary>
internal static class SettingsParser
{
    /// <param name="reader">The profile's or the phone's own mapping.</param>
    /// <param name="owner">The subject of its secrets: <c>profile/base</c>, <c>phone/002584061156</c>.</param>
    public static SettingsSpec Parse(MapReader reader, string owner)
    {
        var parameters = new ParameterParser(reader.Findings, owner);
        var syslog = reader.Map("syslog");
        var admin = reader.Map("admin");
        return new SettingsSpec
        {
            StationName = reader.Text("stationName", TextRules.Label),
            ServiceCodes = ServiceCodesParser.Parse(reader),
            SyslogServer = syslog?.Text("server", TextRules.Any),
            DebugServer = syslog?.Text("debugServer", TextRules.Any),
            DebugLevel = syslog?.Integer("debugLevel"),
            TimeZone = TimeZoneParser.Parse(reader),
            DialPlan = reader.Text("dialPlan", TextRules.Any),
            AdminPassword = new SecretParser(reader.Findings).Parse(admin?.Node("password"), SecretKind.Admin, owner),
            WebServer = admin?.Boolean("webServer"),
            Typed = TypedSettingParser.Parse(reader, owner),
            Parameters = parameters.Parse(reader.Map("parameters")),
            Unchecked = parameters.Parse(reader.Map("unchecked")),
        };
    }
}
