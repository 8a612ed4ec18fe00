using Reconciler.Core.Secrets;

namespace Reconciler.Core.Phones.Sections;

/// <summary>The phone's name on its screen, its web pages and its logs.</summary>
internal static class AdministrationSection
{
    public static void Write(ProfileBuilder profile, RenderContext context)
    {
        var settings = context.Settings;
        profile.Set("Station_Name", settings.StationName?.Value ?? "", settings.StationName?.Location);
        profile.Set("Station_Display_Name", settings.StationName?.Value ?? "", settings.StationName?.Location);
        profile.Set("Syslog_Server", settings.SyslogServer?.Value ?? "", settings.SyslogServer?.Location);
        profile.Set("Debug_Server", settings.DebugServer?.Value ?? "", settings.DebugServer?.Location);
        profile.Set("Debug_Level", context.Flat.DebugLevel(settings.DebugLevel?.Value), settings.DebugLevel?.Location);
        WriteWebServer(profile, context);

        // A phone that looks for Cisco's own call manager asks for other files and never for its profile.
        profile.Set("SPCP_Auto-detect", "No");
        profile.Set("Signaling_Protocol", "SIP");
        profile.Set("SPA525-auto-detect-sccp", "No");
        profile.Set("SPA525-protocol", "SIP");
    }

    private static void WriteWebServer(ProfileBuilder profile, RenderContext context)
    {
        var webServer = context.Settings.WebServer;
        var enabled = RenderContext.YesNo(webServer?.Value ?? true);
        profile.Set("Enable_Web_Server", enabled, webServer?.Location);
        profile.Set("Enable_Web_Admin_Access", enabled, webServer?.Location);

        var password = context.Settings.AdminPassword;
        ConfigText value = password is { } given ? context.Secrets.Resolve(given.Value) : "";
        profile.Set("Admin_Passwd", value, password?.Location);
        profile.Set("Admin_Password", value, password?.Location);

        // Anybody on the network can push XML that dials and listens (CVE-2015-0670); a site that has a password for it may open it.
        profile.Set("CISCO_XML_EXE_Enable", "No");
    }
}
