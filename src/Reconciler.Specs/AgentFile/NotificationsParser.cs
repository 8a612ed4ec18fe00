using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Specs.Parsing;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.AgentFile;

/// <summary>Reads <c>notifications</c>.</summary>
internal sealed class NotificationsParser(string folder, FileFindings findings)
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);

    public NotificationSettings Parse(MapReader notifications)
    {
        var remind = notifications.Duration("remind") ?? Day;
        if (remind < TimeSpan.FromMinutes(1))
        {
            findings.Add(Codes.OutOfRange, notifications.Node("remind")!, "\"remind\" must be at least 1m.");
        }

        return new NotificationSettings
        {
            Remind = remind,
            PageUrl = Url(notifications, "pageUrl"),
            Email = notifications.Map("email") is { } email ? Email(email) : null,
            SlackUrlFile = OptionalPath(notifications.Map("slack"), "urlFile"),
            TeamsUrlFile = OptionalPath(notifications.Map("teams"), "urlFile"),
            Matrix = notifications.Map("matrix") is { } matrix && Url(matrix, "server") is { } server
                ? new MatrixSettings(server, matrix.Scalar("room")!.Text, OptionalPath(matrix, "tokenFile")!)
                : null,
            Webhook = notifications.Map("webhook") is { } webhook ? new WebhookTarget(OptionalPath(webhook, "urlFile")!, OptionalPath(webhook, "secretFile")) : null,
            CommitStatus = notifications.Map("commitStatus") is { } status ? CommitStatus(status) : null,
        };
    }

    private CommitStatusSettings CommitStatus(MapReader status) => new(
        Enum.Parse<ForgeKind>(status.Scalar("forge")!.Text, ignoreCase: true), Url(status, "api"), status.Scalar("project")?.Text, OptionalPath(status, "tokenFile")!);

    private EmailSettings Email(MapReader email)
    {
        var security = Enum.TryParse<MailSecurity>(email.Scalar("security")?.Text, ignoreCase: true, out var named) ? named : MailSecurity.StartTls;
        var port = email.Integer("port")?.Value ?? security switch { MailSecurity.Tls => 465, MailSecurity.None => 25, _ => 587 };
        var to = email.List("to").OfType<ScalarNode>().Select(node => node.Text).ToImmutableArray();
        return new EmailSettings(email.Scalar("host")!.Text, port, security, email.Scalar("from")!.Text, to, OptionalPath(email, "usernameFile"), OptionalPath(email, "passwordFile"), OptionalPath(email, "caFile"));
    }

    private Uri? Url(MapReader owner, string key)
    {
        if (owner.Scalar(key) is not { } node)
        {
            return null;
        }

        if (Uri.TryCreate(node.Text, UriKind.Absolute, out var url))
        {
            return url;
        }

        findings.Add(Codes.OutOfRange, node, $"{Quoted.Text(key)} is no URL; write one such as https://phones.example.com/.");
        return null;
    }

    private string? OptionalPath(MapReader? owner, string key) => owner?.Scalar(key) is { } node ? Path.GetFullPath(node.Text, folder) : null;
}
