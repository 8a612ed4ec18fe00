using System.Collections.Immutable;

namespace Reconciler.Core.Phones.Settings;

/// <summary><c>language</c>: what the screen speaks, and where its dictionaries lie.</summary>
internal static class LanguageSetting
{
    public static ImmutableArray<SettingField> Fields { get; } =
    [
        SettingField.Text("language.selection", "Language_Selection"),
        SettingField.Text("language.locale", "Locale"),
        SettingField.Text("language.dictionaryScript", "Dictionary_Server_Script"),
    ];
}
