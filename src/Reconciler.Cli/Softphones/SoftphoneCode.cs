using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Cli.Usage;
using Reconciler.Core.Explaining;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Cli.Softphones;

/// <summary>The text of the QR code by which an app sets an account up, as its maker documents it for everybody.</summary>
internal static class SoftphoneCode
{
    public const string Acrobits = "acrobits";
    public const string Linphone = "linphone";
    public const string SessionTalk = "sessiontalk";

    // The apps take it as it is: escapes for HTML would only make the code larger.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>True where the code holds the password.</summary>
    public static bool HoldsPassword(string app) => app != Linphone;

    /// <param name="app">One of the names above.</param>
    /// <param name="code">The maker's code for the app, or the address of Linphone's configuration.</param>
    /// <param name="account">The account to set up.</param>
    /// <param name="password">Its password.</param>
    /// <exception cref="UsageException">The code is none.</exception>
    public static string Text(string app, string? code, DeviceAccount account, string password) => app switch
    {
        Linphone => LinphoneUrl(code),
        SessionTalk => SessionTalkText(code, account, password),
        _ => AcrobitsText(code, account, password),
    };

    /// <summary>
    /// Cloud Softphone and apps made of it: <c>csc:username:password@CODE</c>, the first two URL-encoded (https://doc.acrobits.net/cloudsoftphone/qr.html). Server and
    /// transport are what the code's owner set up with Acrobits.
    /// </summary>
    private static string AcrobitsText(string? code, DeviceAccount account, string password) =>
        code is { Length: > 0 } && code.TrimEnd('*').All(char.IsAsciiLetterOrDigit)
            ? $"csc:{Uri.EscapeDataString(account.User)}:{Uri.EscapeDataString(password)}@{code}"
            : throw new UsageException("Acrobits' apps are told by a cloud ID whose account it is (letters and digits); give yours: --code CODE.");

    /// <summary>The app fetches its whole configuration from there (https://wiki.linphone.org/xwiki/wiki/public/view/Lib/Features/Remote%20Provisioning/).</summary>
    private static string LinphoneUrl(string? code) =>
        Uri.TryCreate(code, UriKind.Absolute, out var url) && url.Scheme is "https" or "http"
            ? url.AbsoluteUri
            : throw new UsageException("Linphone fetches its configuration from an address; write it with --format linphone, serve it by https, and give the address: --code https://....");

    /// <summary>
    /// <c>scloc:providerId| { "sipaccounts": [...] }</c>, without the identity and the bar in a maker's own app
    /// (https://docs.sessiontalk.co.uk/sessioncloud/qr-codes/using-qr-codes-without-a-provisoning-server). It knows srtp on or off.
    /// </summary>
    private static string SessionTalkText(string? code, DeviceAccount account, string password)
    {
        if (code?.Contains('|', StringComparison.Ordinal) == true)
        {
            throw new UsageException("SessionTalk's provider ID has no bar (|) in it; give it as --code ID, and leave it out for an app of your own.");
        }

        var sip = new JsonObject
        {
            ["sipusername"] = account.User,
            ["sippassword"] = password,
            ["subdomain"] = SipTransports.Proxy(account.Server, account.Port, account.Transport),
            ["authusername"] = account.User,
            ["transport"] = SipTransports.Element(account.Transport),
        };
        if (account.Srtp != SrtpUse.Off)
        {
            sip["srtp"] = "Enabled";
        }

        var accounts = new JsonObject { ["sipaccounts"] = new JsonArray(sip) };
        return $"scloc:{(code is { Length: > 0 } ? code + "|" : "")}{accounts.ToJsonString(Json)}";
    }
}
