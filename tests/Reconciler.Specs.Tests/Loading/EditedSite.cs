using System.Collections.Immutable;
using Reconciler.Testing.Fleets;

namespace Reconciler.Specs.Tests.Loading;

/// <summary>A generated site and what people do to it, right and wrong: files that come, go, are renamed, edited, broken and mended.</summary>
internal static class EditedSite
{
    public const int Phones = 16;

    /// <summary>How many kinds of edits there are.</summary>
    public const int Kinds = 27;

    public static ImmutableSortedDictionary<string, string> Files(int seed) => new FleetGenerator(Phones, seed).Files()
        .Select(f => KeyValuePair.Create(f.Path, f.Text)).Append(KeyValuePair.Create("extensions/own.yaml", "extension: 199\nname: Own\n"))
        .ToImmutableSortedDictionary(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, string> Edit(ImmutableSortedDictionary<string, string> files, int kind, int place)
    {
        // Phones of even index have a file of their own.
        var (own, mac) = (FleetGenerator.PathOf(place & ~1), FleetGenerator.MacOf(place & ~1));
        var (list, other) = (FleetGenerator.PathOf(place | 1), FleetGenerator.ExtensionOf((place + 5) % Phones));
        var team = $"profiles/team-{place % 12}.yaml";
        return kind switch
        {
            0 => Replace(files, own, "model:", $"stationName: Desk of {place}\nmodel:"),
            1 => Append(files, own, $"# looked at by {place}\n"),
            2 => Replace(files, own, "description:", $"# a line more\ndescription: New {place},"),
            3 => Replace(files, list, "description: Desk", $"description: Desk {place}"),
            4 => Replace(files, own, "  - disabled\n", $"  - blf: {other}\n    label: Seen {place}\n"),
            5 => Replace(files, own, "  - disabled\n", "  - blf: \"7777777\"\n"),
            6 => Replace(files, own, "blf: 2", "speedDial: 2"),
            7 => Replace(files, own, "line: ", $"mailbox: {other}\n    line: "),
            8 => Replace(files, own, $"line: {FleetGenerator.ExtensionOf(place & ~1)}", $"line: {other}"),
            9 => files.Remove(own),
            10 => files.SetItem(own, new FleetGenerator(Phones).Phone(place & ~1)),
            11 => files.TryGetValue(own, out var text) ? files.Remove(own).SetItem($"phones/moved-{mac}.yaml", text) : files,
            12 => Replace(files, own, "model:", "modle:"),
            13 => Replace(files, own, mac, FleetGenerator.MacOf((place + 1) % Phones)),
            14 => Append(files, own, $"address: 192.0.2.{100 + (place % 3)}\n"),
            15 => Replace(files, team, "stationName: Team", $"stationName: Crew {place}"),
            16 => Append(files, team, "unchecked:\n  Not_A_Parameter: \"1\"\n"),
            17 => Replace(files, "extensions/0000.yaml", $"extension: {other}, name: ", $"extension: {other}, name: New "),
            18 => Replace(files, "extensions/0000.yaml", $"extension: {other},", $"extension: {other}, secret: {{ derive: {1 + (place % 3)} }},"),
            19 => Replace(files, "extensions/own.yaml", "name: Own", $"name: \"Own, {place}\""),
            20 => Append(files, "extensions/own.yaml", place % 2 == 0 ? "device: other\n" : $"voicemail: {{ email: a{place}@example.com }}\n"),
            21 => Replace(files, "site.yaml", "name: generated", "name: renamed"),
            22 => Append(files, own, $"parameters: {{ Ringer_Volume: \"{place}\" }}\n"),
            23 => Append(files, own, "unchecked: { Not_A_Parameter: \"1\" }\n"),
            24 => Append(files, own, $"firmware: \"7.6.{place % 2}\"\n"),
            25 => files.SetItem("groups/more.yaml", $"group: 60{place:d2}\nring: [{other}]\n"),
            _ => files.SetItem("phones/notes.txt.yaml", place % 2 == 0 ? "{ broken" : ""),
        };
    }

    private static ImmutableSortedDictionary<string, string> Replace(ImmutableSortedDictionary<string, string> files, string path, string old, string text) =>
        files.TryGetValue(path, out var file) && file.IndexOf(old, StringComparison.Ordinal) is var at and >= 0
            ? files.SetItem(path, string.Concat(file.AsSpan(0, at), text, file.AsSpan(at + old.Length)))
            : files;

    private static ImmutableSortedDictionary<string, string> Append(ImmutableSortedDictionary<string, string> files, string path, string text) =>
        files.TryGetValue(path, out var file) ? files.SetItem(path, file + text) : files;
}
