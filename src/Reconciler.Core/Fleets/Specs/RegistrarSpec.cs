using Reconciler.Core.Diagnostics;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Fleets.Specs;

/// <summary>Where a line registers that is no extension of this Asterisk; nothing of it goes into Asterisk's files.</summary>
public sealed record RegistrarSpec
{
    /// <summary>A name or an address.</summary>
    public required Located<string> Host { get; init; }

    /// <summary>Null: the transport's own, see <see cref="SipTransports.DefaultPort"/>.</summary>
    public required int? Port { get; init; }

    /// <summary>The account, <c>User_ID</c>.</summary>
    public required Located<string> User { get; init; }

    /// <summary>The name to log in with, <c>Auth_ID</c>; null: the account's.</summary>
    public required Located<string>? AuthUser { get; init; }

    public required Located<SecretReference> Password { get; init; }

    public required SipTransport Transport { get; init; }

    /// <summary>How long a registration lasts. Whole seconds.</summary>
    public required TimeSpan Expires { get; init; }

    /// <summary>True where address translation lies between.</summary>
    public required bool Nat { get; init; }

    /// <summary>Host and port as phones take them: without a port that they would use anyway. With TLS it is always said.</summary>
    public string Proxy => SipTransports.Proxy(Host.Value, Port ?? SipTransports.DefaultPort(Transport), Transport);
}
