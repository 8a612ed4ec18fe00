using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Phones;

/// <summary>What a key does in the phones' language (<c>fnc=…</c>), and its label; the one place that writes it.</summary>
internal readonly record struct KeyFunction(string Text, string Label, SpecLocation? LabelSource)
{
    /// <summary>The characters that end a label in that language; it has no way to write them.</summary>
    public const string NotInLabels = ";=|";

    /// <summary>The function of a key that is no line; empty for a hole. Pickup only where the site has a code for it.</summary>
    public static KeyFunction Of(PhoneKey? key, bool pickup) => key switch
    {
        BlfKey blf => new($"fnc=blf+sd{(pickup ? "+cp" : "")};sub={blf.Number}@$PROXY;ext={blf.Number}@$PROXY;nme={Name(blf.Label)};vid=1", blf.Label.Value, blf.Label.Location),
        SpeedDialKey dial => new($"fnc=sd;ext={dial.Number}@$PROXY;nme={Name(dial.Label)}", dial.Label.Value, dial.Label.Location),
        _ => new("", "", null),
    };

    private static string Name(Located<string> label) => label.Value.AsSpan().ContainsAny(NotInLabels)
        ? throw new InvalidOperationException($"{label.Location}: the label cannot be written in a key. PhoneRules refuses it before anything is rendered.")
        : label.Value;
}
