using Reconciler.Core.Asterisk;
using Reconciler.Import.Inputs;

namespace Reconciler.Import.Asterisk;

/// <summary>Options that the specs give devices and that their files do not have, where Asterisk would take something else by itself.</summary>
/// <param name="rendered">The sections that the specs render.</param>
internal sealed class AddedOptions(IEnumerable<ConfSection> rendered)
{
    private readonly ILookup<string, ConfSection> _rendered = rendered.ToLookup(s => s.Name, StringComparer.Ordinal);
    private readonly Dictionary<(string Option, string Value), (PbxEndpoint First, int Devices)> _added = [];

    /// <param name="endpoint">A device that the specs have.</param>
    /// <param name="sections">All sections of its module.</param>
    public void Add(PbxEndpoint endpoint, IReadOnlyList<ConfSectionText> sections)
    {
        var own = sections.First(s => s.File == endpoint.File && s.Line == endpoint.Line && s.Text("type") is not ("auth" or "aor"));
        if (own.Text("type")?.Equals("wizard", StringComparison.OrdinalIgnoreCase) == true)
        {
            return;
        }

        var general = endpoint.IsChanSip ? sections.FirstOrDefault(s => s.Name.Equals("general", StringComparison.OrdinalIgnoreCase)) : null;
        var aor = sections.LastOrDefault(s => s.Text("type") == "aor" && s.Name == own.Text("aors")?.Split(',')[0].Trim());
        foreach (var section in _rendered[endpoint.Login])
        {
            var had = IsOf(section, "aor") ? aor : IsOf(section, "auth") ? null : own;
            foreach (var option in had is null ? [] : section.Settings.Where(s => s.Name != "type" && !s.Value.HasSecret && had.Find(s.Name) is null && general?.Find(s.Name) is null))
            {
                Count(endpoint, option.Name, option.Value.Masked == endpoint.Login ? "the device's own" : $"\"{option.Value.Masked}\"");
            }
        }
    }

    public void Tell(ImportFindings findings)
    {
        foreach (var ((option, value), (first, devices)) in _added)
        {
            findings.Note(first.File, first.Line, $"{option} becomes {value}, of which the file says nothing{(devices > 1 ? $" (and on {devices - 1} more device{(devices == 2 ? "" : "s")})" : "")}.");
        }
    }

    private static bool IsOf(ConfSection section, string type) => section.Settings.Any(s => s.Name == "type" && s.Value.Masked == type);

    private void Count(PbxEndpoint endpoint, string option, string value)
    {
        if (!value.Trim('"').Equals(AsteriskDefaults.UsualOf(option), StringComparison.OrdinalIgnoreCase))
        {
            _added[(option, value)] = _added.TryGetValue((option, value), out var found) ? (found.First, found.Devices + 1) : (endpoint, 1);
        }
    }
}
