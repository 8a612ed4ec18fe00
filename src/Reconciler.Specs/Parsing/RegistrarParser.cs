using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads <c>registrar</c> of a key. <paramref name="subject"/> is the document that its password belongs to.</summary>
internal sealed class RegistrarParser(MapReader reader, string subject)
{
    private static readonly TimeSpan Expires = TimeSpan.FromHours(1);

    /// <summary>Null where a key that is needed is missing; the schema has reported that.</summary>
    public RegistrarSpec? Parse()
    {
        var host = reader.Text("host", TextRules.Any);
        var user = reader.Text("user", TextRules.AccountName);
        var password = new SecretParser(reader.Findings).Parse(reader.Node("password"), SecretKind.Parameter, $"{subject}/registrar/{host?.Value}/{user?.Value}");
        var expires = reader.Duration("expires") ?? Expires;
        if (expires <= TimeSpan.Zero)
        {
            reader.Findings.Add(Codes.OutOfRange, reader.Node("expires")!, "\"expires\" must be longer than no time at all.");
        }

        if (host is null || user is null || password is null)
        {
            return null;
        }

        return new RegistrarSpec
        {
            Host = host.Value,
            Port = reader.Integer("port")?.Value,
            User = user.Value,
            AuthUser = reader.Text("authUser", TextRules.AccountName),
            Password = password.Value,
            Transport = SipTransports.Parse(reader.Scalar("transport")?.Text),
            Expires = expires,
            Nat = reader.Boolean("nat")?.Value ?? false,
        };
    }
}
