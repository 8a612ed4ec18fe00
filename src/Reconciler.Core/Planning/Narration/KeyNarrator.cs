using System.Collections.Immutable;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Planning.Narration;

/// <summary>Describes the changes of a phone's keys: gained, lost, moved, labelled or given another purpose.</summary>
internal static class KeyNarrator
{
    // A console has up to 64 keys: beyond this many changes only their number is told.
    private const int MostLines = 12;

    public static IEnumerable<string> Describe(Phone? from, Phone to) =>
    [
        .. Compare(Keys(from, p => p.Keys), Keys(to, p => p.Keys), "line key"),
        .. Compare(Keys(from, p => p.Console), Keys(to, p => p.Console), "console key"),
    ];

    private static ImmutableArray<Key?> Keys(Phone? phone, Func<Phone, ImmutableArray<PhoneKey>> of) =>
        phone is null ? [] : [.. of(phone).Select(key => Describe(phone, key))];

    private static Key? Describe(Phone phone, PhoneKey key) => key switch
    {
        LineKey line => new Key($"line {phone.Registrations.First(r => r.Index == line.RegistrationIndex).Extension.Number.Value}", line.Label.Value),
        RegistrarKey other => new Key($"line at {LineNarrator.NameOf(phone.Registrars.First(r => r.Index == other.RegistrationIndex))}", other.Label.Value),
        BlfKey { Dials: { } dials } blf => new Key($"busy lamp of {blf.Number} that dials {Words.Legible(dials)}", blf.Label.Value),
        BlfKey blf => new Key($"busy lamp of {blf.Number}", blf.Label.Value),
        ParkKey { Place: { } place } park => new Key($"parking at {Words.Legible(place)}", park.Label.Value),
        ParkKey park => new Key("parking at its own extension", park.Label.Value),
        PageKey page => new Key($"page to {Words.Legible(page.Number)}", page.Label.Value),
        XmlKey xml => new Key($"XML service {Words.Legible(xml.Url)}", xml.Label.Value),
        FunctionKey function => new Key($"function {Words.Quote(function.Function)}", function.Label.Value),
        SpeedDialKey dial => new Key($"speed dial {Words.Legible(dial.Number)}", dial.Label.Value),
        _ => null,
    };

    private static List<string> Compare(ImmutableArray<Key?> from, ImmutableArray<Key?> to, string noun)
    {
        var count = Math.Max(from.Length, to.Length);
        var moved = Moves(from, to, count);
        var lines = new List<string>();
        for (var i = 0; i < count; i++)
        {
            var (old, key) = (At(from, i), At(to, i));
            if (old == key)
            {
                continue;
            }

            if (moved.TryGetValue(i, out var target))
            {
                lines.Add($"moves {noun} {i + 1} ({old}) to key {target + 1}");
                old = null;
            }

            if (Sentence(old, moved.ContainsValue(i) ? null : key, $"{noun} {i + 1}") is { } sentence)
            {
                lines.Add(sentence);
            }
        }

        return lines.Count <= MostLines ? lines : [$"changes {Words.Count(lines.Count, noun)}"];
    }

    private static string? Sentence(Key? old, Key? key, string place) => (old, key) switch
    {
        (null, null) => null,
        (null, _) => $"gains {place} ({key})",
        (_, null) => $"loses {place} ({old})",
        _ when old.Purpose == key.Purpose => $"labels {place} ({key.Purpose}) {Words.Quote(key.Label)} in place of {Words.Quote(old.Label)}",
        _ => $"turns {place} into {key} in place of {old}",
    };

    /// <summary>Keys that stand elsewhere afterwards, by their old place.</summary>
    private static Dictionary<int, int> Moves(ImmutableArray<Key?> from, ImmutableArray<Key?> to, int count)
    {
        var moves = new Dictionary<int, int>();
        for (var i = 0; i < from.Length; i++)
        {
            if (from[i] is not { } key || At(to, i) == key)
            {
                continue;
            }

            for (var j = 0; j < count; j++)
            {
                if (At(to, j) == key && At(from, j) != key && !moves.ContainsValue(j))
                {
                    moves.Add(i, j);
                    break;
                }
            }
        }

        return moves;
    }

    private static Key? At(ImmutableArray<Key?> keys, int place) => place < keys.Length ? keys[place] : null;

    private sealed record Key(string Purpose, string Label)
    {
        public override string ToString() => $"{Purpose} {Words.Quote(Label)}";
    }
}
