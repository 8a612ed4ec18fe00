namespace Reconciler.Import.Asterisk;

/// <summary>Lines of Asterisk's files that the specs say now, so that they must not stay there: Asterisk takes the first of two that say the same, or neither.</summary>
internal sealed class TakenLines
{
    private readonly HashSet<(string File, int Line)> _lines = [];

    public bool Contains(string file, int line) => _lines.Contains((file, line));

    /// <summary>Sections of pjsip.conf, pjsip_wizard.conf or sip.conf.</summary>
    /// <param name="sections">All of the module's.</param>
    /// <param name="devices">Where the sections of the devices begin.</param>
    public void AddDevices(IReadOnlyList<ConfSectionText> sections, HashSet<(string File, int Line)> devices)
    {
        var taken = sections.Where(s => devices.Contains((s.File, s.Line))).ToList();
        var left = sections.Where(s => !s.IsTemplate && IsOf(s, "endpoint") && !taken.Contains(s)).ToList();
        foreach (var (type, options) in ((string, string[])[])[("auth", ["auth", "outbound_auth"]), ("aor", ["aors"])])
        {
            var kept = left.SelectMany(s => NamesOf(s, options)).ToHashSet(StringComparer.Ordinal);
            var gone = taken.SelectMany(s => NamesOf(s, options)).Where(n => !kept.Contains(n)).ToHashSet(StringComparer.Ordinal);
            taken.AddRange([.. sections.Where(s => !s.IsTemplate && IsOf(s, type) && gone.Contains(s.Name))]);
        }

        var ofTemplates = sections.Where(s => s.IsTemplate).SelectMany(s => s.Lines).ToHashSet();
        foreach (var section in taken)
        {
            Add(section, section.Lines.Where(l => !ofTemplates.Contains(l)));
        }

        AddTemplates(sections, taken);
    }

    public void AddMailboxes(IReadOnlyList<ConfSectionText> sections, Func<string, bool> isTaken)
    {
        foreach (var section in sections.Where(s => s.Name is not ("general" or "zonemessages")))
        {
            AddAll(section, section.Lines.Where(l => isTaken(l.Name)));
        }
    }

    /// <summary>Numbers of the dialplan, and what the site's own contexts include.</summary>
    public void AddNumbers(IReadOnlyList<ConfSectionText> sections, HashSet<(string Context, string Number)> numbers, Func<string, bool> isOwn)
    {
        foreach (var section in sections.Where(s => !s.IsTemplate && s.Name is not ("general" or "globals")))
        {
            var (taken, current) = (new List<ConfLine>(), "");
            foreach (var line in section.Lines)
            {
                current = line.Name.ToUpperInvariant() switch { "EXTEN" => line.Value.Split(',')[0].Split('/')[0].Trim(), "SAME" => current, _ => "" };
                if (numbers.Contains((section.Name, current)) || (line.Name.Equals("include", StringComparison.OrdinalIgnoreCase) && isOwn(section.Name)))
                {
                    taken.Add(line);
                }
            }

            AddAll(section, taken);
        }
    }

    private static bool IsOf(ConfSectionText section, string type) => section.Text("type")?.Equals(type, StringComparison.OrdinalIgnoreCase) == true;

    private static IEnumerable<string> NamesOf(ConfSectionText section, string[] options) =>
        options.SelectMany(o => (section.Text(o) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>Templates that only sections used which are taken.</summary>
    private void AddTemplates(IReadOnlyList<ConfSectionText> sections, List<ConfSectionText> taken)
    {
        var used = sections.Where(s => !s.IsTemplate && !taken.Contains(s)).SelectMany(s => s.Lines).ToHashSet();
        var had = taken.SelectMany(s => s.Lines).ToHashSet();
        foreach (var template in sections.Where(s => s.IsTemplate && s.Lines.Any(had.Contains) && !s.Lines.Any(used.Contains)))
        {
            Add(template, template.Lines);
        }
    }

    /// <summary>The lines; the section with them where it has no others.</summary>
    private void AddAll(ConfSectionText section, IEnumerable<ConfLine> lines)
    {
        var taken = lines.ToHashSet();
        if (taken.Count == section.Lines.Count && taken.Count > 0)
        {
            Add(section, taken);
        }
        else
        {
            _lines.UnionWith(taken.Select(l => (l.File, l.Line)));
        }
    }

    private void Add(ConfSectionText section, IEnumerable<ConfLine> lines)
    {
        _lines.Add((section.File, section.Line));
        _lines.UnionWith(lines.Select(l => (l.File, l.Line)));
    }
}
