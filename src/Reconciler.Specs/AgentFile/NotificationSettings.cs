using System.Collections.Immutable;

namespace Reconciler.Specs.AgentFile;

/// <summary>Who is told of changes of the site's state, and how.</summary>
public sealed record NotificationSettings
{
    /// <summary>How long trouble stands before it is told again.</summary>
    public required TimeSpan Remind { get; init; }

    /// <summary>Where people reach the page; null: messages have no link.</summary>
    public Uri? PageUrl { get; init; }

    public EmailSettings? Email { get; init; }

    /// <summary>The file of Slack's incoming webhook.</summary>
    public string? SlackUrlFile { get; init; }

    /// <summary>The file of the workflow's URL of Teams.</summary>
    public string? TeamsUrlFile { get; init; }

    public MatrixSettings? Matrix { get; init; }

    public WebhookTarget? Webhook { get; init; }

    /// <summary>Null: the forge shows nothing at commits.</summary>
    public CommitStatusSettings? CommitStatus { get; init; }

    internal IEnumerable<string?> Files =>
        [Email?.UsernameFile, Email?.PasswordFile, Email?.CaFile, SlackUrlFile, TeamsUrlFile, Matrix?.TokenFile, Webhook?.UrlFile, Webhook?.SecretFile, CommitStatus?.TokenFile];
}

/// <summary>A mail server and whom it brings the messages.</summary>
/// <param name="Host">The server.</param>
/// <param name="Port">Its port.</param>
/// <param name="Security">How the connection is kept from others' eyes.</param>
/// <param name="From">The sender.</param>
/// <param name="To">The addressees.</param>
/// <param name="UsernameFile">Null: no login.</param>
/// <param name="PasswordFile">Null: no login.</param>
/// <param name="CaFile">Certificates that the server's is checked against; null: the system's.</param>
public sealed record EmailSettings(string Host, int Port, MailSecurity Security, string From, ImmutableArray<string> To, string? UsernameFile, string? PasswordFile, string? CaFile = null);

/// <summary>How a mail server is spoken with.</summary>
public enum MailSecurity
{
    StartTls,
    Tls,
    None,
}

/// <summary>A room of Matrix.</summary>
public sealed record MatrixSettings(Uri Server, string Room, string TokenFile);

/// <summary>A program of the user's own.</summary>
/// <param name="UrlFile">The file that holds its URL.</param>
/// <param name="SecretFile">The file of the secret that signs messages; null: they are not signed.</param>
public sealed record WebhookTarget(string UrlFile, string? SecretFile);
