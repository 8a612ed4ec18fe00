using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Reconciler.Core.Fleets;

/// <summary>A supported phone model and what it can carry. The figures are those of the manuals and of configuration dumps.</summary>
public sealed record PhoneModel
{
    private PhoneModel(string name, string psn, int registrations, int lineKeys, int consoleUnits, FirmwareFamily family)
    {
        Name = name;
        Psn = psn;
        Registrations = registrations;
        LineKeys = lineKeys;
        ConsoleUnits = consoleUnits;
        Family = family;
    }

    /// <summary>As in specs: <c>SPA525G</c>.</summary>
    public string Name { get; }

    /// <summary>The phone's $PSN macro, the middle of its bootstrap file's name: <c>525G</c>.</summary>
    public string Psn { get; }

    /// <summary>How many extensions it registers.</summary>
    public int Registrations { get; }

    /// <summary>How many line keys it has; 0 for those with a single line and no key.</summary>
    public int LineKeys { get; }

    /// <summary>How many attendant consoles (32 keys each) it drives.</summary>
    public int ConsoleUnits { get; }

    public FirmwareFamily Family { get; }

    /// <summary>The 525G family names many parameters differently.</summary>
    public bool Is525 => Family == FirmwareFamily.Spa525;

    /// <summary>The bootstrap file that a factory phone asks for: <c>spa525G.cfg</c>.</summary>
    public string BootstrapFile => $"spa{Psn}.cfg";

    /// <summary>Every supported model, in catalogue order.</summary>
    public static ImmutableArray<PhoneModel> All { get; } =
    [
        new("SPA301", "301", 1, 0, 0, FirmwareFamily.Spa30x50x),
        new("SPA303", "303", 3, 3, 2, FirmwareFamily.Spa30x50x),
        new("SPA501G", "501G", 8, 8, 2, FirmwareFamily.Spa30x50x),
        new("SPA502G", "502G", 1, 0, 2, FirmwareFamily.Spa30x50x),
        new("SPA504G", "504G", 4, 4, 2, FirmwareFamily.Spa30x50x),
        new("SPA508G", "508G", 8, 8, 2, FirmwareFamily.Spa30x50x),
        new("SPA509G", "509G", 12, 12, 2, FirmwareFamily.Spa30x50x),
        new("SPA512G", "512G", 1, 0, 2, FirmwareFamily.Spa51x),
        new("SPA514G", "514G", 4, 4, 2, FirmwareFamily.Spa51x),
        new("SPA525G", "525G", 5, 5, 2, FirmwareFamily.Spa525),
        new("SPA525G2", "525G2", 5, 5, 2, FirmwareFamily.Spa525),
    ];

    private static readonly FrozenDictionary<string, PhoneModel> ByName = All.ToFrozenDictionary(m => m.Name, StringComparer.Ordinal);

    public static bool TryParse(string? text, out PhoneModel model)
    {
        model = null!;
        return text is not null && ByName.TryGetValue(text, out model!);
    }

    public override string ToString() => Name;
}

/// <summary>Models that share a firmware image.</summary>
public enum FirmwareFamily
{
    Spa30x50x,
    Spa51x,
    Spa525,
}
