using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets;

/// <summary>The labels of keys that reach no number of the site: the one given, else what the key does.</summary>
internal static class KeyLabels
{
    private const string Park = "Park";
    private const string Service = "XML";

    public static Located<string> Of(ParkKeySpec key) => key.Label ?? new(Park, key.Location);

    public static Located<string> Of(PageKeySpec key) => key.Label ?? key.Number;

    public static Located<string> Of(XmlKeySpec key) => key.Label ?? new(Service, key.Location);

    /// <summary>The name that the function itself gives where there is no label.</summary>
    public static Located<string> Of(FunctionKeySpec key) => key.Label ?? new(KeyFunction.NameIn(key.Function.Value), key.Function.Location);

    /// <summary>The label without what the key's spec gives; null for keys that the fleet's names label.</summary>
    public static Located<string>? BuiltIn(PhoneKey key) => key switch
    {
        ParkKey => new(Park, key.Location),
        PageKey page => new(page.Number, key.Location),
        XmlKey => new(Service, key.Location),
        FunctionKey function => new(KeyFunction.NameIn(function.Function), key.Location),
        _ => null,
    };
}
