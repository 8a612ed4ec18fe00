using Reconciler.Core.Fleets;

namespace Reconciler.Core.Phones.Settings;

/// <summary>The factory's values, to which an element is put back when nothing sets it any more.</summary>
internal static class ElementFactory
{
    /// <summary>The value in a new phone of the model; null: nobody knows. A password that was never set is empty.</summary>
    public static string? ValueOf(SettingElement element, PhoneModel model) =>
        element.FindOn(model) is not { } known ? null
        : known.IsSecret ? ""
        : known.DefaultOn(model);

    /// <summary>Whether every profile of the model writes the element, so that the factory's value comes back by itself.</summary>
    public static bool IsReset(SettingElement element, PhoneModel model) => ProfileLayout.Of(model).Find(element.NamesOn(model).First()) >= 0;
}
