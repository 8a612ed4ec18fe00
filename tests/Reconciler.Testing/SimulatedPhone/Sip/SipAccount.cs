using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Reconciler.Testing.SimulatedPhone.Sip;

/// <summary>What a phone's settings say about one of its registrations.</summary>
public sealed record SipAccount
{
    /// <summary>The registration's number, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>User_ID_n_.</summary>
    public required string User { get; init; }

    /// <summary>Password_n_.</summary>
    public required string Password { get; init; }

    /// <summary>Auth_ID_n_ where Use_Auth_ID_n_ says so, else the user.</summary>
    public required string AuthenticationUser { get; init; }

    /// <summary>Proxy_n_ without its port.</summary>
    public required string ProxyHost { get; init; }

    /// <summary>The port in Proxy_n_, else 5060.</summary>
    public required int ProxyPort { get; init; }

    /// <summary>SIP_Port_n_: the phone's own.</summary>
    public required int LocalPort { get; init; }

    /// <summary>Display_Name_n_.</summary>
    public required string DisplayName { get; init; }

    /// <summary>SIP_User_Agent_Name, expanded.</summary>
    public required string UserAgent { get; init; }

    /// <summary>SIP_Reg_User_Agent_Name, expanded; it follows <see cref="UserAgent"/> when it is empty.</summary>
    public required string RegistrationUserAgent { get; init; }

    /// <summary>Register_Expires_n_.</summary>
    public required TimeSpan Expires { get; init; }

    /// <summary>Auth_Resync-Reboot_n_: whether a NOTIFY that asks for a resync is challenged.</summary>
    public required bool ChallengesNotify { get; init; }

    /// <summary>Dial_Plan_n_.</summary>
    public required string DialPlan { get; init; }

    /// <summary>The address of record.</summary>
    public string AddressOfRecord => $"sip:{User}@{Authority}";

    /// <summary>The registrar's address.</summary>
    public string RegistrarUri => $"sip:{Authority}";

    private string Authority => ProxyPort == 5060 ? ProxyHost : string.Create(CultureInfo.InvariantCulture, $"{ProxyHost}:{ProxyPort}");

    /// <summary>The registration as the phone's settings have it; null for a line that is off or has no user or proxy.</summary>
    public static SipAccount? Of(FactoryPhone phone, int line)
    {
        var value = (string name) => phone[string.Create(CultureInfo.InvariantCulture, $"{name}_{line}_")];
        if (!phone.IsYes(Name("Line_Enable", line)) || value("User_ID").Length == 0 || value("Proxy").Length == 0)
        {
            return null;
        }

        var proxy = value("Proxy").Split(':');
        var version = phone.Identity.Version;
        var userAgent = phone["SIP_User_Agent_Name"].Replace("$VERSION", version, StringComparison.Ordinal);
        var registrationUserAgent = phone["SIP_Reg_User_Agent_Name"].Replace("$VERSION", version, StringComparison.Ordinal);
        return new SipAccount
        {
            Line = line,
            User = value("User_ID"),
            Password = value("Password"),
            AuthenticationUser = phone.IsYes(Name("Use_Auth_ID", line)) ? value("Auth_ID") : value("User_ID"),
            ProxyHost = proxy[0],
            ProxyPort = proxy.Length > 1 ? Number(proxy[1]) : 5060,
            LocalPort = Number(value("SIP_Port")),
            DisplayName = value("Display_Name"),
            UserAgent = userAgent,
            RegistrationUserAgent = registrationUserAgent.Length > 0 ? registrationUserAgent : userAgent,
            Expires = TimeSpan.FromSeconds(Number(value("Register_Expires"))),
            ChallengesNotify = phone.IsYes(Name("Auth_Resync-Reboot", line)),
            DialPlan = value("Dial_Plan"),
        };
    }

    /// <summary>Where the proxy listens.</summary>
    public async Task<IPEndPoint> ProxyEndPointAsync(CancellationToken cancellationToken) =>
        new((await Dns.GetHostAddressesAsync(ProxyHost, AddressFamily.InterNetwork, cancellationToken))[0], ProxyPort);

    private static string Name(string name, int line) => string.Create(CultureInfo.InvariantCulture, $"{name}_{line}_");

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
