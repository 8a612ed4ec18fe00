using System.Collections.Immutable;

namespace Reconciler.Core.Phones.Sections;

/// <summary>The phone's own star codes, and no softkey that would dial an empty one.</summary>
internal static class ServiceCodesSection
{
    /// <summary>The names of lists of softkeys end so.</summary>
    public const string KeyLists = "_Key_List";

    /// <summary>Softkeys by the code that they dial.</summary>
    public static ImmutableArray<(string Softkey, string Code)> Softkeys { get; } =
    [
        ("park", ServiceCodeValues.Park),
        ("unpark", ServiceCodeValues.Unpark),
        ("pickup", ServiceCodeValues.Pickup),
        ("gpickup", ServiceCodeValues.GroupPickup),
    ];

    public static void Write(ProfileBuilder profile, RenderContext context)
    {
        var values = Of(context);
        foreach (var code in values.All)
        {
            var (value, source) = values.Find(code);
            profile.Set(code.Pattern, value, source);
        }

        Offer(profile, "Call_Park_Serv", values.IsSet(ServiceCodeValues.Park) || values.IsSet(ServiceCodeValues.Unpark));
        Offer(profile, "Call_Pick_Up_Serv", values.IsSet(ServiceCodeValues.Pickup));
        Offer(profile, "Group_Call_Pick_Up_Serv", values.IsSet(ServiceCodeValues.GroupPickup));
        var hidden = HiddenBy(values);
        profile.AdjustDefaults(KeyLists, list => Without(list, hidden));
    }

    /// <summary>The factory's value of an element; a list of softkeys without those that would dial an empty code.</summary>
    public static string Offered(string element, string factory, RenderContext context) =>
        element.EndsWith(KeyLists, StringComparison.Ordinal) ? Without(factory, HiddenBy(Of(context))) : factory;

    /// <summary><c>redial</c> of a list's <c>redial|5</c>.</summary>
    public static string NameOf(string key) => key.Split('|')[0].Trim();

    private static ServiceCodeValues Of(RenderContext context) => new(context.Settings.ServiceCodes, context.Model, context.Site);

    private static HashSet<string> HiddenBy(ServiceCodeValues values) =>
        Softkeys.Where(s => !values.IsSet(s.Code)).Select(s => s.Softkey).ToHashSet(StringComparer.Ordinal);

    private static void Offer(ProfileBuilder profile, string service, bool offered)
    {
        if (!offered)
        {
            profile.AdjustDefault(service, _ => RenderContext.YesNo(false));
        }
    }

    /// <summary><c>redial|5;pickup|10;unpark</c> without those keys; the others keep their places.</summary>
    private static string Without(string list, HashSet<string> softkeys) =>
        string.Join(';', list.Split(';').Where(key => !softkeys.Contains(NameOf(key))));
}
