using System.Globalization;
using System.Text;
using Reconciler.Core.Explaining;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Cli.Softphones;

/// <summary>An account in the words that most softphones have on their pages.</summary>
internal static class AccountText
{
    /// <param name="account">The account.</param>
    /// <param name="password">Its password; null: it is not to be shown.</param>
    public static string Of(DeviceAccount account, string? password)
    {
        (string Name, string? Value)[] rows =
        [
            ("display name", account.Name),
            ("user", account.User),
            ("authentication user", account.User),
            ("password", password ?? "(--password shows it)"),
            ("server, domain", account.Server),
            ("port", account.Port.ToString(CultureInfo.InvariantCulture)),
            ("transport", SipTransports.Element(account.Transport)),
            ("SRTP (SDES)", account.Srtp switch { SrtpUse.Off => "off", SrtpUse.Optional => "optional", _ => "required" }),
            ("STUN server", account.Stun ?? "none"),
            ("outbound proxy", account.OutboundProxy ?? "none"),
            ("codecs", string.Join(", ", account.Codecs)),
            ("register every", string.Create(CultureInfo.InvariantCulture, $"{account.Expires.TotalSeconds:0} s")),
            ("voicemail", account.Voicemail ?? "none"),
        ];
        var text = new StringBuilder();
        foreach (var (name, value) in rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"{name,-21}{value}\n");
        }

        return text.ToString();
    }
}
