using System.Globalization;
using System.Text;

namespace Reconciler.Testing.Fleets;

/// <summary>One file of a generated repository.</summary>
/// <param name="Path">Relative, with <c>/</c>.</param>
/// <param name="Text">YAML.</param>
public sealed record GeneratedFile(string Path, string Text);

/// <summary>
/// Makes the repository of a large site that validates clean: every model, keys of every kind, consoles, profiles, ring groups and routes. The same count and
/// seed give the same bytes. Half of the phones have a file each, the other half stand in lists; extensions stand in lists.
/// </summary>
/// <param name="phones">How many phones; each has an extension of its own.</param>
/// <param name="seed">Another seed gives another fleet of that size.</param>
public sealed class FleetGenerator(int phones, int seed = 1)
{
    private const int FirstExtension = 200_000;
    private const int FirstGroup = 600_000;
    private const int PhonesPerList = 200;
    private const int ExtensionsPerList = 500;
    private const int Teams = 12;
    private const int PhonesPerGroup = 40;

    private static readonly (string Name, int Keys)[] Models =
    [
        ("SPA301", 1), ("SPA303", 3), ("SPA501G", 8), ("SPA502G", 1), ("SPA504G", 4), ("SPA508G", 8),
        ("SPA509G", 12), ("SPA512G", 1), ("SPA514G", 4), ("SPA525G", 5), ("SPA525G2", 5),
    ];

    private static readonly string[] FirstNames = ["Ada", "Fred", "Grace", "Jim", "Linus", "Mary", "Niklaus", "Sally", "Tove", "Zoë"];
    private static readonly string[] LastNames = ["Berg", "Carter", "Diaz", "Evans", "Fischer", "Gray", "Hopper", "Ivanova", "Jones", "Kim"];

    private int Groups => phones / PhonesPerGroup;

    /// <summary>The hardware address of the phone with that index, from 0: 12 lower-case hex digits.</summary>
    public static string MacOf(int index) => string.Create(CultureInfo.InvariantCulture, $"002584{index:x6}");

    /// <summary>The number of the extension that the phone with that index carries on its first key.</summary>
    public static string ExtensionOf(int index) => (FirstExtension + index).ToString(CultureInfo.InvariantCulture);

    /// <summary>Where the phone with that index stands.</summary>
    public static string PathOf(int index) => index % 2 == 0
        ? $"phones/{MacOf(index)[^2..]}/{MacOf(index)}.yaml"
        : string.Create(CultureInfo.InvariantCulture, $"phones/lists/{index / 2 / PhonesPerList:d4}.yaml");

    /// <summary>All files of the repository, by kind.</summary>
    public IEnumerable<GeneratedFile> Files() => [Site(), .. Profiles(), .. ExtensionLists(), .. PhoneFiles(), .. PhoneLists(), .. GroupsAndRoutes()];

    /// <summary>Writes the repository below a folder.</summary>
    public void WriteTo(string folder)
    {
        foreach (var (path, text) in Files())
        {
            var full = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            File.WriteAllText(full, text);
        }
    }

    /// <summary>The spec of one phone, as the document that its own file holds or as an item of a list.</summary>
    public string Phone(int index)
    {
        // A generator for each phone, so that a phone's text does not depend on how many others are asked for.
        var random = new Random(HashCode(index));
        var (model, keys) = Models[index % Models.Length];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"mac: \"{MacOf(index)}\"\nmodel: {model}\ndescription: Desk {index} in room {random.Next(1, 400)}\n");
        text.Append(CultureInfo.InvariantCulture, $"profiles: [team-{index % Teams}]\nkeys:\n  - line: {ExtensionOf(index)}\n");
        if (keys > 1)
        {
            text.Append(CultureInfo.InvariantCulture, $"    label: Line {index % 100}\n");
            for (var key = 1; key < keys - 1; key++)
            {
                text.Append(Key(random));
            }
        }

        if (keys >= 8 && random.Next(4) == 0)
        {
            text.Append("console:\n");
            for (var key = random.Next(1, 40); key > 0; key--)
            {
                text.Append(CultureInfo.InvariantCulture, $"  - {{ blf: {ExtensionOf(random.Next(phones))}, label: Desk {key} }}\n");
            }
        }

        if (random.Next(5) == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"parameters:\n  Ringer_Volume: \"{random.Next(1, 11)}\"\n");
        }

        return text.ToString();
    }

    private static GeneratedFile Site() => new("site.yaml", """
        name: generated
        provisioning:
          url: tftp://192.168.2.245
        asterisk:
          host: 192.168.2.245
          channel: pjsip
          context: fxsgroup
        features: { voicemail: "*97", groupPickup: "*8", directedPickup: "**" }
        emergency: ["911"]
        defaults: { profile: base }

        """);

    private static IEnumerable<GeneratedFile> Profiles()
    {
        yield return new GeneratedFile("profiles/base.yaml", """
            name: base
            stationName: Generated
            timeZone: America/Chicago
            admin: { password: { derive: 1 }, webServer: true }

            """);
        for (var team = 0; team < Teams; team++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"name: team-{team}\nstationName: Team {team}\nparameters:\n  Ringer_Volume: \"{1 + (team % 9)}\"\n");
            yield return new GeneratedFile(string.Create(CultureInfo.InvariantCulture, $"profiles/team-{team}.yaml"), text);
        }
    }

    private IEnumerable<GeneratedFile> ExtensionLists()
    {
        for (var start = 0; start < phones; start += ExtensionsPerList)
        {
            var text = new StringBuilder();
            for (var index = start; index < Math.Min(phones, start + ExtensionsPerList); index++)
            {
                text.Append(Extension(index));
            }

            yield return new GeneratedFile(string.Create(CultureInfo.InvariantCulture, $"extensions/{start / ExtensionsPerList:d4}.yaml"), text.ToString());
        }
    }

    private IEnumerable<GeneratedFile> PhoneFiles() =>
        Enumerable.Range(0, phones).Where(index => index % 2 == 0).Select(index => new GeneratedFile(PathOf(index), Phone(index)));

    private IEnumerable<GeneratedFile> PhoneLists() =>
        Enumerable.Range(0, phones)
            .Where(index => index % 2 == 1)
            .GroupBy(PathOf, StringComparer.Ordinal)
            .Select(list => new GeneratedFile(list.Key, string.Concat(list.Select(index => "- " + Phone(index).TrimEnd('\n').Replace("\n", "\n  ", StringComparison.Ordinal) + "\n"))));

    private IEnumerable<GeneratedFile> GroupsAndRoutes()
    {
        for (var group = 0; group < Groups; group++)
        {
            var random = new Random(HashCode(-1 - group));
            var members = string.Join(", ", Enumerable.Range(group * PhonesPerGroup, 6).Select(ExtensionOf));
            var strategy = random.Next(2) == 0 ? "all" : "inOrder";
            yield return new GeneratedFile(
                string.Create(CultureInfo.InvariantCulture, $"groups/{group:d4}.yaml"),
                string.Create(CultureInfo.InvariantCulture, $"group: {FirstGroup + group}\nname: Group {group}\nring: [{members}]\nstrategy: {strategy}\nseconds: {random.Next(10, 40)}\n"));
            yield return new GeneratedFile(
                string.Create(CultureInfo.InvariantCulture, $"routes/{group:d4}.yaml"),
                string.Create(CultureInfo.InvariantCulture, $"did: \"361555{group:d4}\"\ncontext: itsp1\nring: [{FirstGroup + group}]\nseconds: 25\n"));
        }
    }

    private string Extension(int index)
    {
        var random = new Random(HashCode(10_000_000 + index));
        var name = $"{FirstNames[random.Next(FirstNames.Length)]} {LastNames[random.Next(LastNames.Length)]}";
        var voicemail = random.Next(3) == 0 ? string.Create(CultureInfo.InvariantCulture, $", voicemail: {{ email: user{index}@example.com }}") : string.Empty;
        return string.Create(CultureInfo.InvariantCulture, $"- {{ extension: {ExtensionOf(index)}, name: {name}, pickupGroup: {index % 60}{voicemail} }}\n");
    }

    private string Key(Random random) => random.Next(4) switch
    {
        0 => string.Create(CultureInfo.InvariantCulture, $"  - speedDial: \"36155{random.Next(10_000, 99_999)}\"\n    label: Dial {random.Next(100)}\n"),
        1 => "  - disabled\n",
        _ => string.Create(CultureInfo.InvariantCulture, $"  - blf: {ExtensionOf(random.Next(phones))}\n    label: Desk {random.Next(1000)}\n"),
    };

    private int HashCode(int index) => unchecked((seed * 486_187_739) + (index * 16_777_619));
}
