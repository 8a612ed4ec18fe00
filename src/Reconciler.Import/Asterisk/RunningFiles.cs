using Reconciler.Import.Inputs;

namespace Reconciler.Import.Asterisk;

/// <summary>The files of an Asterisk that was asked, in the form that those on disk are read to.</summary>
internal static class RunningFiles
{
    public static IReadOnlyList<ConfSectionText> Sections(ParsedFile file) => [.. file.Sections.Select(section =>
    {
        // Asterisk tells no line: the section is as near as a finding can come.
        var place = $"{file.Name} [{section.Name}]";
        return new ConfSectionText(section.Name, place, 0, IsTemplate: false, [.. section.Lines.Select(l => new ConfLine(l.Key, l.Value, place, 0))]);
    })];

    /// <summary>Asterisk reads its files anew when it is asked for them: they may say other than what it runs.</summary>
    public static void Compare(RunningPbx running, IReadOnlyList<ConfSectionText> sections, ImportFindings findings)
    {
        var devices = sections.Where(IsDevice).ToLookup(s => s.Name, StringComparer.Ordinal);
        foreach (var name in running.Devices.Where(d => !devices.Contains(d)).Order(StringComparer.Ordinal))
        {
            findings.Left($"Asterisk at {running.Address}", 0, $"The device {name} runs, and no .conf file has it: it comes of a database, or its section was removed and not reloaded.");
        }

        foreach (var device in devices.Where(d => !running.Devices.Contains(d.Key)).Select(d => d.Last()))
        {
            findings.Note(device.File, device.Line, $"The device {device.Name} is in the file and does not run: Asterisk refused it (its log says why), or has not been reloaded since.");
        }
    }

    private static bool IsDevice(ConfSectionText section) => section.Text("type") is { } type
        ? type.ToUpperInvariant() is "ENDPOINT" or "WIZARD" or "FRIEND" or "PEER" or "USER" && section.Text("host")?.Equals("dynamic", StringComparison.OrdinalIgnoreCase) != false
        : false;
}
