using System.Collections.Immutable;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Pictures;

/// <summary>A phone's face: its keys as the model has them.</summary>
/// <param name="Title">As people call it.</param>
/// <param name="Model">The model.</param>
/// <param name="Lines">The registrations, as the screen shows them.</param>
/// <param name="Keys">The line keys; none on a model without.</param>
/// <param name="Consoles">The keys of each attendant console that has any.</param>
public sealed record PhoneFace(string Title, string Model, ImmutableArray<string> Lines, ImmutableArray<KeyFace> Keys, ImmutableArray<ImmutableArray<KeyFace>> Consoles)
{
    private const int ConsoleKeys = 32;

    public static PhoneFace Of(Phone phone)
    {
        var keys = Enumerable.Range(1, phone.Model.LineKeys).Select(n => KeyFace.Of(n, n <= phone.Keys.Length ? phone.Keys[n - 1] : null, phone)).ToImmutableArray();
        var units = phone.Console.Chunk(ConsoleKeys).Where(unit => unit.Any(key => key is not DisabledKey))
            .Select(unit => unit.Select((key, i) => KeyFace.Of(i + 1, key, phone)).ToImmutableArray());
        return new PhoneFace(
            phone.Names.FirstOrDefault() ?? phone.Mac.WithColons,
            phone.Model.Name,
            [.. phone.Registrations.Select(r => r.DisplayName.Value)],
            keys,
            [.. units]);
    }

    /// <summary>Whether people see the same.</summary>
    internal bool LooksLike(PhoneFace other) =>
        Title == other.Title && Model == other.Model && Lines.SequenceEqual(other.Lines) && Keys.SequenceEqual(other.Keys)
        && Consoles.Length == other.Consoles.Length && Consoles.Zip(other.Consoles).All(pair => pair.First.SequenceEqual(pair.Second));
}
