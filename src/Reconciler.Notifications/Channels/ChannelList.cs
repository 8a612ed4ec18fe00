using Reconciler.Agent.Hosting;
using Reconciler.Core.Secrets;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Notifications.Channels;

/// <summary>The channels of the agent's file, with what their files hold.</summary>
internal static class ChannelList
{
    /// <exception cref="HostConfigurationException">A file cannot be used.</exception>
    public static IReadOnlyList<INoticeChannel> Of(NotificationSettings settings, JsonSender sender)
    {
        var channels = new List<INoticeChannel>();
        if (settings.Email is { } email)
        {
            if (email.CaFile is { } authorities)
            {
                MailServerTrust.Check(authorities);
            }

            channels.Add(new EmailChannel(email, Optional(email.UsernameFile, "notifications.email.usernameFile"), Optional(email.PasswordFile, "notifications.email.passwordFile")));
        }

        if (settings.SlackUrlFile is { } slack)
        {
            channels.Add(new SlackChannel(sender, Address(slack, "notifications.slack.urlFile")));
        }

        if (settings.TeamsUrlFile is { } teams)
        {
            channels.Add(new TeamsChannel(sender, Address(teams, "notifications.teams.urlFile")));
        }

        if (settings.Matrix is { } matrix)
        {
            channels.Add(new MatrixChannel(sender, matrix.Server, matrix.Room, SecretLine.Read(matrix.TokenFile, "notifications.matrix.tokenFile")));
        }

        if (settings.Webhook is { } webhook)
        {
            channels.Add(new WebhookChannel(sender, Address(webhook.UrlFile, "notifications.webhook.urlFile"), Optional(webhook.SecretFile, "notifications.webhook.secretFile")));
        }

        return channels;
    }

    private static string? Optional(string? file, string key) => file is null ? null : SecretLine.Read(file, key);

    private static Uri Address(string file, string key) =>
        Uri.TryCreate(SecretLine.Read(file, key), UriKind.Absolute, out var url) && url.Scheme is ("http" or "https")
            ? url
            : throw new HostConfigurationException($"{key} in the agent's file: the first line of {file} is no http or https URL.");
}
