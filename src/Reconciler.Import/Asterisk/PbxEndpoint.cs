namespace Reconciler.Import.Asterisk;

/// <summary>A device that registers, of pjsip.conf or sip.conf.</summary>
internal sealed class PbxEndpoint(string login, bool isChanSip, string file, int line)
{
    public string Login { get; } = login;

    public bool IsChanSip { get; } = isChanSip;

    public string File { get; } = file;

    public int Line { get; } = line;

    public ConfLine? Password { get; set; }

    public string? CallerName { get; set; }

    public string? CallerNumber { get; set; }

    public string? Context { get; set; }

    public string? Mailbox { get; set; }

    public List<int> PickupGroups { get; set; } = [];

    public List<string> Codecs { get; set; } = [];

    public bool Nat { get; set; }

    public bool Srtp { get; set; }

    public int? Expires { get; set; }

    /// <summary>Options that Reconciler has no key for.</summary>
    public Dictionary<string, ConfLine> Others { get; } = new(StringComparer.Ordinal);

    /// <summary>All that its sections say, by the object's type and the option's name: <c>aor/max_contacts</c>. Of options that are there twice the last one.</summary>
    public Dictionary<string, ConfLine> Options { get; } = new(StringComparer.OrdinalIgnoreCase);

    public void AddOptions(string type, IEnumerable<ConfLine> lines)
    {
        foreach (var option in lines)
        {
            Options[$"{type}/{option.Name}"] = option;
        }
    }
}
