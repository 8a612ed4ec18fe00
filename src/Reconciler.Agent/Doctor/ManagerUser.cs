using Reconciler.Host.Disk;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Agent.Doctor;

/// <summary>The agent's user in manager.conf: a login, and the least rights that it can work with.</summary>
internal static class ManagerUser
{
    private const string ManagerFile = "manager.conf";
    private const string Reload = "asterisk -rx 'manager reload'";

    /// <summary>Faults of the agent's user there.</summary>
    public static IEnumerable<HostFinding> Judge(ExaminedHost host, AsteriskFilesOnDisk files, AmiSettings ami)
    {
        var path = files.Reader.PathOf(ManagerFile);
        var lines = files.Reader.Read(ManagerFile);
        var general = SettingsOf(lines, "general");
        if (general.LastOrDefault(s => s.Name == "enabled").Value is not ("yes" or "true" or "on" or "1"))
        {
            yield return HostFinding.Error($"{path} does not enable the manager interface.", $"Write under [general] in {path}: enabled = yes, then restart Asterisk");
        }

        if (!lines.Any(line => line.Section == ami.Username))
        {
            yield return Missing(host, files, lines, ami);
            yield break;
        }

        var user = SettingsOf(lines, ami.Username);
        var (write, read) = (Classes(user, "write"), Classes(user, "read"));
        if (Lacking(write, "system", "config", "reporting") is { Length: > 0 } actions)
        {
            yield return HostFinding.Error($"[{ami.Username}] in {path} may not do what the agent has to: its write line lacks {actions}.", $"Write under [{ami.Username}]: write = system,config,reporting, then run: {Reload}");
        }

        if (Lacking(read, "system") is { Length: > 0 })
        {
            yield return HostFinding.Error($"[{ami.Username}] in {path} does not hear whether Asterisk has started: its read line lacks system.", $"Write under [{ami.Username}]: read = system,security, then run: {Reload}");
        }
        else if (Lacking(read, "security") is { Length: > 0 })
        {
            yield return HostFinding.Warning($"[{ami.Username}] in {path} does not hear which phones Asterisk rejects: its read line lacks security.", $"Write under [{ami.Username}]: read = system,security, then run: {Reload}");
        }

        if (write.Contains("command") || write.Contains("all"))
        {
            yield return HostFinding.Warning($"[{ami.Username}] in {path} may run commands, which the agent never needs.", $"Write under [{ami.Username}]: write = system,config,reporting, then run: {Reload}");
        }
    }

    private static HostFinding Missing(ExaminedHost host, AsteriskFilesOnDisk files, List<ConfigurationLine> lines, AmiSettings ami)
    {
        var problem = $"{files.Reader.PathOf(ManagerFile)} has no user [{ami.Username}], as whom the agent logs in.";
        var folder = files.Reader.PathOf("manager.d");
        var own = Path.Combine(folder, "reconciler.conf");
        var isIncluded = lines.Any(line => line.Included is { } name && files.Reader.PathOf(name) == Path.Combine(folder, "*.conf"));
        return isIncluded && ExaminedHost.IsRoot && File.Exists(ami.SecretFile)
            ? HostFinding.Error(problem, $"reconciler doctor --fix writes {own}; then run: {Reload}", () => Write(own, ami, host.Settings.Asterisk.Group))
            : HostFinding.Error(problem, $"Add the section [{ami.Username}] with secret (the first line of {ami.SecretFile}), read = system,security and write = system,config,reporting, then run: {Reload}");
    }

    private static void Write(string path, AmiSettings ami, string? group)
    {
        var secret = File.ReadLines(ami.SecretFile).FirstOrDefault("");
        using (LibC.CreateFile(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, group is null ? null : LibC.FindGroup(group)))
        {
        }

        File.WriteAllText(path, $"""
            ; Written by reconciler doctor --fix.
            [{ami.Username}]
            secret = {secret}
            deny = 0.0.0.0/0.0.0.0
            permit = 127.0.0.1/255.255.255.255
            read = system,security
            write = system,config,reporting

            """);
    }

    private static string Lacking(string[] has, params string[] needed) => has.Contains("all") ? "" : string.Join(" and ", needed.Except(has, StringComparer.Ordinal));

    private static string[] Classes(IEnumerable<(string Name, string Value)> user, string name) =>
        user.LastOrDefault(s => s.Name == name).Value?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static List<(string Name, string Value)> SettingsOf(List<ConfigurationLine> lines, string section)
    {
        var settings = new List<(string, string)>();
        var current = "";
        foreach (var line in lines)
        {
            current = line.Section ?? current;
            if (current == section && line.Setting is { } setting)
            {
                settings.Add(setting);
            }
        }

        return settings;
    }
}
