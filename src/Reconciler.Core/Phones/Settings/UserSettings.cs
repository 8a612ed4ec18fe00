using System.Collections.Immutable;

namespace Reconciler.Core.Phones.Settings;

/// <summary><c>userPassword</c> and <c>hotDesking</c>: who may use the phone.</summary>
internal static class UserSettings
{
    public static ImmutableArray<SettingField> Fields { get; } =
    [
        SettingField.Secret("userPassword", "User_Password", "User_Web_Password"),
        SettingField.Flag("hotDesking.enable", "EM_Enable"),
        SettingField.Text("hotDesking.userDomain", "EM_User_Domain"),
    ];
}
