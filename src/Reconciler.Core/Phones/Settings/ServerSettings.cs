using System.Collections.Immutable;

namespace Reconciler.Core.Phones.Settings;

/// <summary><c>outboundProxy</c>, <c>dnsSrv</c> and <c>stun</c>: the way to the server that the phone registers with.</summary>
internal static class ServerSettings
{
    public static ImmutableArray<SettingField> Fields { get; } =
    [
        SettingField.Text(
            "outboundProxy",
            SettingElement.Of("Outbound_Proxy_{n}_") with { IsOfAsterisk = true },
            SettingElement.Implied("Use_Outbound_Proxy_{n}_") with { IsOfAsterisk = true }),
        new()
        {
            Key = "dnsSrv",
            Form = SettingForm.Flag,
            Elements = [SettingElement.Of("Use_DNS_SRV_{n}_") with { IsOfAsterisk = true }, SettingElement.Of("DNS_SRV_Auto_Prefix_{n}_") with { IsOfAsterisk = true }],
        },
        SettingField.Text("stun", SettingElement.Of("STUN_Server"), SettingElement.Implied("STUN_Enable")),
    ];
}
