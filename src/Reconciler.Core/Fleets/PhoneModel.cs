using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Reconciler.Core.Fleets;

/// <summary>
/// A supported device model and what it can carry: a line of its family's <c>models.tsv</c>. What the family makes of it, its driver in
/// <c>Phones/Families</c> says.
/// </summary>
public sealed class PhoneModel
{
    private const int Columns = 9;
    private const string Folder = ".Families.";
    private const string File = ".models.tsv";

    /// <summary>The family whose bootstrap files every site publishes, so that a factory phone finds one before the repository knows it.</summary>
    private const string AlwaysPublished = "Spa";

    private static readonly Lazy<ImmutableArray<PhoneModel>> Read = new(ReadAll);
    private static readonly Lazy<FrozenDictionary<string, PhoneModel>> ByName = new(() => All.ToFrozenDictionary(m => m.Name, StringComparer.Ordinal));

    private PhoneModel(string family, string[] columns)
    {
        Family = family;
        Name = columns[0];
        Macro = columns[1];
        Registrations = Number(columns[2]);
        LineKeys = Number(columns[3]);
        ConsoleUnits = Number(columns[4]);
        KeysOfUnit = Number(columns[5]);
        Series = columns[6];
        BootstrapFile = columns[7];
        Product = columns[8];
    }

    /// <summary>As in specs: <c>SPA525G</c>.</summary>
    public string Name { get; }

    /// <summary>The folder of its family's driver and data: <c>Spa</c>.</summary>
    public string Family { get; }

    /// <summary>How the device calls its model in names of files, such as the $PSN of Cisco's: <c>525G</c>.</summary>
    public string Macro { get; }

    /// <summary>How many extensions it registers; of a line adapter, its ports.</summary>
    public int Registrations { get; }

    /// <summary>How many line keys it has; 0 for phones with a single line and no key, and for line adapters.</summary>
    public int LineKeys { get; }

    /// <summary>How many attendant consoles or expansion modules it drives.</summary>
    public int ConsoleUnits { get; }

    /// <summary>How many keys each of those has.</summary>
    public int KeysOfUnit { get; }

    /// <summary>Models of a family with the same word share a firmware image, and with it names and factory values.</summary>
    public string Series { get; }

    /// <summary>The file that a factory device asks for: <c>spa525G.cfg</c>.</summary>
    public string BootstrapFile { get; }

    /// <summary>How it calls itself in the User-Agent of its registrations: <c>SPA525G</c>.</summary>
    public string Product { get; }

    /// <summary>Every supported model, in catalogue order.</summary>
    public static ImmutableArray<PhoneModel> All => Read.Value;

    /// <summary>The models whose bootstrap files a site publishes that names none; those of its other phones come to them.</summary>
    public static ImmutableArray<PhoneModel> Usual { get; } = [.. All.Where(m => m.Family == AlwaysPublished)];

    public static bool TryParse(string? text, out PhoneModel model)
    {
        model = null!;
        return text is not null && ByName.Value.TryGetValue(text, out model!);
    }

    /// <summary>The models of a family's table, of which lines that begin with # are comments.</summary>
    public static IEnumerable<PhoneModel> Parse(string family, string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(line => line.Split('\t')).Select(
            columns => columns.Length == Columns ? new PhoneModel(family, columns) : throw new FormatException($"A model of {family} has {columns.Length} columns: {columns[0]}."));
    }

    public override string ToString() => Name;

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static ImmutableArray<PhoneModel> ReadAll()
    {
        var assembly = typeof(PhoneModel).Assembly;
        var tables = assembly.GetManifestResourceNames().Where(name => name.EndsWith(File, StringComparison.Ordinal)).Select(name => (Name: name, Family: FamilyOf(name)));
        return [.. tables.OrderBy(t => t.Family != AlwaysPublished).ThenBy(t => t.Family, StringComparer.Ordinal).SelectMany(t => Parse(t.Family, Text(t.Name)))];

        static string FamilyOf(string name) => name[(name.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..^File.Length];

        string Text(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }
}
