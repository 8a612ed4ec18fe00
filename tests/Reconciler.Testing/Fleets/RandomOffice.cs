using System.Globalization;
using System.Text;

namespace Reconciler.Testing.Fleets;

/// <summary>A small valid office by a seed: two seeds give offices that differ in a few things of every kind.</summary>
public static class RandomOffice
{
    private const int Desks = 8;
    private static readonly string[] Models = ["SPA504G", "SPA508G", "SPA525G", "SPA514G"];
    private static readonly string[] Zones = ["America/Chicago", "Europe/Berlin", "Australia/Sydney"];

    /// <summary>All files but site.yaml; the names are the same for every seed.</summary>
    public static (string Path, string Text)[] Files(int seed)
    {
#pragma warning disable CA5394 // the same office by the same seed, no secret
        var random = new Random(seed);
        var desks = Enumerable.Range(1, Desks).Where(n => n == 1 || random.Next(5) > 0).ToList();
        return
        [
            ("extensions/all.yaml", string.Concat(desks.Select(n => Extension(n, random)))),
            ("phones/all.yaml", string.Concat(desks.Select(n => Phone(n, desks, random)))),
            ("profiles/base.yaml", $"name: base\nstationName: {Pick(random, "Front", "Back")}\ntimeZone: {Zones[random.Next(Zones.Length)]}\nparameters: {{ Ringer_Volume: \"{random.Next(3, 5)}\" }}\n"),
            ("profiles/team.yaml", $"name: team\nextends: [base]\nadmin: {{ password: {{ derive: {random.Next(1, 3)} }} }}\n"),
            ("groups/all.yaml", random.Next(3) == 0 ? "# none\n" : $"group: 600\nname: Desk\nring: [{string.Join(", ", desks.Take(random.Next(1, 4)).Select(Number))}]\nseconds: {random.Next(20, 23)}\notherwise: hangup\n"),
            ("routes/all.yaml", random.Next(3) == 0 ? "# none\n" : $"did: \"3615551212\"\ncontext: itsp1\nring: [{string.Join(", ", desks.TakeLast(random.Next(1, 4)).Select(Number))}]\nseconds: {random.Next(20, 23)}\notherwise: hangup\n"),
        ];
    }

    private static string Extension(int number, Random random) => string.Create(
        CultureInfo.InvariantCulture,
        $"- {{ extension: {Number(number)}, name: {Pick(random, "Fred", "Sally")} {number}, secret: {{ derive: {(random.Next(4) == 0 ? 2 : 1)} }}{(random.Next(2) == 0 ? ", voicemail: { pin: { derive: 1 } }" : "")}, ring: {{ seconds: {random.Next(30, 32)} }} }}\n");

    private static string Phone(int number, List<int> desks, Random random)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"- mac: \"0025840000{number:x2}\"\n  model: {Models[number % Models.Length]}\n  profiles: [{Pick(random, "base", "team")}]\n");
        if (random.Next(3) == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"  stationName: Room {random.Next(2)}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"  keys:\n    - {{ line: {Number(number)}, label: {Pick(random, "Mine", "Line")} }}\n");
        if (random.Next(2) == 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"    - {{ blf: {Number(desks[random.Next(desks.Count)])}, label: Other }}\n");
        }

        if (random.Next(2) == 0)
        {
            text.Append("    - { speedDial: \"3615551212\", label: Office }\n");
        }

        return text.ToString();
    }

    private static int Number(int desk) => 150 + desk;

    private static string Pick(Random random, string one, string other) => random.Next(2) == 0 ? one : other;
#pragma warning restore CA5394
}
