using Reconciler.Core.Fleets;

namespace Reconciler.Core.Pictures;

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
