using System.Globalization;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets;

/// <summary>A key's function in the phones' language (<c>fnc=…</c>) and its label; the one place that writes it.</summary>
internal readonly record struct KeyFunction(string Text, string Label, SpecLocation? LabelSource)
{
    /// <summary>The characters that end a label in that language; it has no way to write them.</summary>
    public const string NotInLabels = ";=|";

    /// <summary>The function of a key that is no line; empty for a hole.</summary>
    /// <param name="key">The key.</param>
    /// <param name="pickup">Whether the site has a code for picking up.</param>
    /// <param name="line">The first line that registers with the site's Asterisk: numbers are dialled and watched there.</param>
    public static KeyFunction Of(PhoneKey? key, bool pickup, int line) => key switch
    {
        BlfKey blf => Labelled(
            blf.Label, $"fnc=blf+sd{(pickup ? "+cp" : "")};sub={blf.Number}@$PROXY;ext={blf.Dials ?? blf.Number}@$PROXY;nme={Name(blf.Label)};vid={Number(line)}"),
        SpeedDialKey dial => Labelled(dial.Label, $"fnc=sd;ext={dial.Number}@$PROXY;nme={Name(dial.Label)}{By(line)}"),
        PageKey page => Labelled(page.Label, $"fnc=sd;ext={page.Number}@$PROXY;nme={Name(page.Label)}{By(line)}"),
        ParkKey park => Labelled(park.Label, $"fnc=prk;sub={park.Place ?? "$USER"}@$PROXY;nme={Name(park.Label)}{By(line)}"),
        XmlKey xml => Labelled(xml.Label, $"fnc=xml;url={xml.Url};nme={Name(xml.Label)}"),
        FunctionKey function => Labelled(function.Label, function.Function),
        _ => new("", "", null),
    };

    /// <summary>The name that a function in the phones' language gives its key; empty where it gives none.</summary>
    public static string NameIn(string function)
    {
        const string Name = "nme=";
        var part = Array.Find(function.Split(';'), p => p.TrimStart().StartsWith(Name, StringComparison.Ordinal));
        return part is null ? "" : part.TrimStart()[Name.Length..];
    }

    private static KeyFunction Labelled(Located<string> label, string text) => new(text, label.Value, label.Location);

    /// <summary>Phones use line 1 where nothing is said.</summary>
    private static string By(int line) => line == 1 ? "" : $";vid={Number(line)}";

    private static string Number(int line) => line.ToString(CultureInfo.InvariantCulture);

    private static string Name(Located<string> label) => label.Value.AsSpan().ContainsAny(NotInLabels)
        ? throw new InvalidOperationException($"{label.Location}: the label cannot be written in a key. PhoneRules refuses it before anything is rendered.")
        : label.Value;
}
