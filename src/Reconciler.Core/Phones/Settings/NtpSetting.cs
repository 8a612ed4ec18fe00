using System.Collections.Immutable;

namespace Reconciler.Core.Phones.Settings;

/// <summary><c>ntp</c>: whom the phone asks for the time.</summary>
internal static class NtpSetting
{
    public static ImmutableArray<SettingField> Fields { get; } =
    [
        SettingField.List("ntp.servers", new("Primary_NTP_Server", v => v.ItemAt(0)), new("Secondary_NTP_Server", v => v.ItemAt(1))),
        new() { Key = "ntp.enable", Form = SettingForm.Flag, Elements = [SettingElement.Of("NTP_Enable") with { AlwaysReset = true }] },
    ];
}
