using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Reconciler.Notifications.Troubles;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Notifications.Channels;

/// <summary>A mail server.</summary>
internal sealed class EmailChannel(EmailSettings settings, string? user, string? password) : INoticeChannel
{
    private const int PatienceInMilliseconds = 20_000;

    public string Name => "e-mail";

    public async Task SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        using var message = Compose(notice);
        // Revocation is not asked: the authority's server is out of reach of many a host, and each message would be lost for that.
        using var client = new SmtpClient { Timeout = PatienceInMilliseconds, CheckCertificateRevocation = false };
        if (settings.CaFile is { } authorities)
        {
            client.ServerCertificateValidationCallback = (_, certificate, _, errors) => certificate is not null && MailServerTrust.IsTrusted(certificate, errors, authorities);
        }

        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, Security, cancellationToken);
            if (user is not null && password is not null)
            {
                await client.AuthenticateAsync(user, password, cancellationToken);
            }

            await client.SendAsync(message, cancellationToken);
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or System.Net.Sockets.SocketException or ProtocolException or CommandException or AuthenticationException or SslHandshakeException or TimeoutException or NotSupportedException)
        {
            throw new NoticeNotSentException($"the mail server {settings.Host}:{settings.Port} did not take it ({exception.GetType().Name})");
        }
    }

    private SecureSocketOptions Security => settings.Security switch
    {
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.StartTls,
    };

    private MimeMessage Compose(Notice notice)
    {
        var message = new MimeMessage { Subject = notice.Title.ReplaceLineEndings(" "), Date = notice.At, Body = new TextPart("plain") { Text = notice.Body } };
        message.From.Add(MailboxAddress.Parse(settings.From));
        message.To.AddRange(settings.To.Select(MailboxAddress.Parse));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }
}
