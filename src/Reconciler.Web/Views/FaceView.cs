using System.Collections.Immutable;
using Reconciler.Core.Fleets;

namespace Reconciler.Web.Views;

/// <summary>A phone's face: its keys as the model has them.</summary>
/// <param name="Title">As people call it.</param>
/// <param name="Model">The model.</param>
/// <param name="Lines">The registrations, as the screen shows them.</param>
/// <param name="Keys">The line keys; none on a model without.</param>
/// <param name="Consoles">The keys of each attendant console that has any.</param>
public sealed record FaceView(string Title, string Model, ImmutableArray<string> Lines, ImmutableArray<KeyFace> Keys, ImmutableArray<ImmutableArray<KeyFace>> Consoles)
{
    private const int ConsoleKeys = 32;

    public static FaceView Of(Phone phone)
    {
        var keys = Enumerable.Range(1, phone.Model.LineKeys).Select(n => KeyFace.Of(n, n <= phone.Keys.Length ? phone.Keys[n - 1] : null, phone)).ToImmutableArray();
        var units = phone.Console.Chunk(ConsoleKeys).Where(unit => unit.Any(key => key is not DisabledKey))
            .Select(unit => unit.Select((key, i) => KeyFace.Of(i + 1, key, phone)).ToImmutableArray());
        return new FaceView(
            phone.Names.FirstOrDefault() ?? phone.Mac.WithColons,
            phone.Model.Name,
            [.. phone.Registrations.Select(r => r.DisplayName.Value)],
            keys,
            [.. units]);
    }
}

/// <summary>A key.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Kind">One word, which the style sheet knows too.</param>
/// <param name="Label">On the key or its screen; empty: a hole.</param>
/// <param name="Does">The effect of a press, in words.</param>
public sealed record KeyFace(int Number, string Kind, string Label, string Does)
{
    internal static KeyFace Of(int number, PhoneKey? key, Phone phone) => key switch
    {
        LineKey line => new(number, "line", line.Label.Value, $"line {phone.Registrations.FirstOrDefault(r => r.Index == line.RegistrationIndex)?.Extension.Number.Value}"),
        RegistrarKey line => new(number, "line", line.Label.Value, "a line of another registrar"),
        BlfKey blf => new(number, "blf", blf.Label.Value, $"lamp of {blf.Number}, dials {blf.Dials ?? blf.Number}"),
        SpeedDialKey dial => new(number, "dial", dial.Label.Value, $"dials {dial.Number}"),
        ParkKey park => new(number, "park", park.Label.Value, park.Place is null ? "parks the call" : $"parks the call at {park.Place}"),
        PageKey page => new(number, "page", page.Label.Value, $"pages {page.Number}"),
        XmlKey xml => new(number, "xml", xml.Label.Value, "opens an XML service"),
        FunctionKey function => new(number, "function", function.Label.Value, "a function in the phones' own language"),
        _ => new(number, "none", "", "nothing"),
    };
}
