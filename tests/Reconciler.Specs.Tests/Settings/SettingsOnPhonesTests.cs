using System.Text.Json;
using Reconciler.Specs.Schemas;

namespace Reconciler.Specs.Tests.Settings;

/// <summary>What a profile may set a phone may set, too, and the phone's own wins.</summary>
public sealed class SettingsOnPhonesTests
{
    private const string Profile = """
        serviceCodes: factory
        timeZone: America/Chicago
        dialPlan: (xxx)
        syslog: { server: 192.0.2.1, debugServer: 192.0.2.2, debugLevel: 1 }
        admin: { webServer: true, password: { derive: 1 } }
        """;

    [Theory]
    [InlineData("serviceCodes: none", "Call_Return_Code", "")]
    [InlineData("timeZone: Europe/Vienna", "Time_Zone", "GMT+01:00")]
    [InlineData("timeOffset: \"+09:00\"", "Time_Zone", "GMT+09:00")]
    [InlineData("dialPlan: (9xx)", "Dial_Plan_1_", "(9xx)")]
    [InlineData("syslog: { server: 192.0.2.7 }", "Syslog_Server", "192.0.2.7")]
    [InlineData("syslog: { server: 192.0.2.7 }", "Debug_Server", "192.0.2.2")]
    [InlineData("syslog: { debugLevel: 3 }", "Debug_Level", "3")]
    [InlineData("admin: { webServer: false }", "Enable_Web_Server", "No")]
    [InlineData("admin: { webServer: false }", "Admin_Passwd", "«admin:profile/base#derive:1»")]
    [InlineData("admin: { password: { derive: 2 } }", "Admin_Passwd", "«admin:phone/002584061156#derive:2»")]
    public void PhonesOwnSetting_WinsOverItsProfiles_FieldByField(string phone, string element, string expected) =>
        Assert.Equal(expected, RenderedSite.Values(phone, Profile)[element]);

    [Fact]
    public void EveryKeyOfAProfile_ButWhatIsTheProfilesOwn_StandsInAPhonesSchema()
    {
        var (profile, phone) = (Properties("profile"), Properties("phone"));

        Assert.Empty(profile.Keys.Except(["name", "extends", "models"]).Except(phone.Keys));
        Assert.All(profile.Where(p => p.Key is not ("name" or "extends" or "models" or "stationName" or "keys" or "parameters" or "unchecked")), p => Assert.Equal(p.Value, phone[p.Key]));
    }

    [Theory]
    [InlineData("syslog: { server: \"192.0.2.7:1514\" }", "Syslog_Server", "192.0.2.7:1514")]
    [InlineData("syslog: { debugServer: 192.0.2.7:65535 }", "Debug_Server", "192.0.2.7:65535")]
    [InlineData("syslog: { server: log.example.com:514 }", "Syslog_Server", "log.example.com:514")]
    [InlineData("timeOffset: \"-06:00\"\ndst: start=3/-1/7/2;end=10/-1/7/3;save=1;", "Daylight_Saving_Time_Rule", "start=3/-1/7/2;end=10/-1/7/3;save=1")]
    [InlineData("timeOffset: \"-06:00\"\ndst: start=3/-1/7/2;end=10/-1/7/3;save=1", "Daylight_Saving_Time_Rule", "start=3/-1/7/2;end=10/-1/7/3;save=1")]
    public void WhatShopsWrite_IsTaken(string phone, string element, string expected) => Assert.Equal(expected, RenderedSite.Values(phone)[element]);

    [Theory]
    [InlineData("syslog: { server: \"192.0.2.7:0\" }")]
    [InlineData("syslog: { server: \"192.0.2.7:65536\" }")]
    [InlineData("syslog: { server: \"192.0.2.7:\" }")]
    public void SyslogServer_WithAPortThatIsNone_IsRefused(string phone) => Assert.Contains("REC024", Assert.Single(RenderedSite.Findings(phone)));

    [Theory]
    [InlineData("Asia/Gaza")]
    [InlineData("Asia/Hebron")]
    public void TimeZone_WhoseRulesFitNoPhone_IsToldWithTheOffsetToUse(string zone)
    {
        var finding = Assert.Single(RenderedSite.Findings($"timeZone: {zone}"));

        Assert.Contains("follow a rule that fits no phone", finding);
        Assert.Contains("Use timeOffset: \"+02:00\"", finding);
    }

    private static Dictionary<string, string> Properties(string name)
    {
        using var schema = JsonDocument.Parse(SchemaStore.ReadText(name));
        return schema.RootElement.GetProperty("definitions").GetProperty(name).GetProperty("properties").EnumerateObject()
            .ToDictionary(p => p.Name, p => p.Value.GetRawText(), StringComparer.Ordinal);
    }
}
