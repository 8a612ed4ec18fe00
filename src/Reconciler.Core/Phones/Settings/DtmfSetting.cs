using System.Collections.Immutable;

namespace Reconciler.Core.Phones.Settings;

/// <summary><c>dtmf</c>: how digits are sent during a call. AVT is the phones' word for RFC 2833.</summary>
internal static class DtmfSetting
{
    public static ImmutableArray<SettingField> Fields { get; } =
    [
        SettingField.Text(
            "dtmf.method",
            SettingElement.Words(
                "DTMF_Tx_Method_{n}_",
                ("auto", "Auto"), ("inband", "InBand"), ("rfc2833", "AVT"), ("info", "INFO"), ("inband+info", "InBand+INFO"), ("rfc2833+info", "AVT+INFO"))),
        SettingField.Text("dtmf.payload", "AVT_Dynamic_Payload"),
    ];
}
