using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Reconciler.Host.Pbx;

namespace Reconciler.Host.Ami;

/// <content>Connecting and logging in.</content>
public sealed partial class AmiConnection
{
    private const string Banner = "Asterisk Call Manager/";
    private volatile bool _sawFullyBooted;

    /// <summary>Connects, logs in by challenge, and sees to it that Asterisk has started fully.</summary>
    /// <exception cref="PbxUnavailableException">Unreachable, refused or still starting.</exception>
    public static async Task<AmiConnection> ConnectAsync(AmiEndpoint settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var client = new TcpClient { NoDelay = true };
        AmiConnection? connection = null;
        try
        {
            using var timeout = new CancellationTokenSource(settings.ConnectTimeout, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            await OpenAsync(client, settings, either.Token, cancellationToken).ConfigureAwait(false);
            connection = new AmiConnection(client, settings, time);
            await connection.ReadBannerAsync(either.Token, cancellationToken).ConfigureAwait(false);
            connection._reading = connection.ReadAsync();
            await connection.LogInAsync(cancellationToken).ConfigureAwait(false);
            var result = connection;
            connection = null;
            return result;
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
                client.Dispose();
            }
        }
    }

    private static async Task OpenAsync(TcpClient client, AmiEndpoint settings, CancellationToken timeout, CancellationToken cancellationToken)
    {
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, timeout).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            client.Dispose();
            throw new PbxUnavailableException(
                PbxUnavailableReason.Unreachable,
                $"Asterisk's AMI at {settings.Address} cannot be reached ({e.SocketErrorCode}); check that Asterisk runs, and asterisk.ami and manager.conf.",
                e);
        }
        catch (OperationCanceledException e)
        {
            client.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new PbxUnavailableException(
                PbxUnavailableReason.Unreachable,
                $"Asterisk's AMI at {settings.Address} did not take the connection within {Seconds(settings.ConnectTimeout)}; check asterisk.ami and the firewall.",
                e);
        }
    }

    private async Task ReadBannerAsync(CancellationToken timeout, CancellationToken cancellationToken)
    {
        try
        {
            var line = await _reader.ReadLineAsync(timeout).ConfigureAwait(false)
                ?? throw Fail("was closed before Asterisk's first line; its limit of connections or its access list may refuse it", inner: null);
            if (!line.StartsWith(Banner, StringComparison.Ordinal))
            {
                throw Fail("does not begin as AMI does: another program listens there", inner: null);
            }

            AmiVersion = line[Banner.Length..].Trim();
        }
        catch (OperationCanceledException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw Fail($"stays without Asterisk's first line for {Seconds(_settings.ConnectTimeout)}", e);
        }
        catch (InvalidDataException e)
        {
            throw Fail("does not begin as AMI does: another program listens there", e);
        }
        catch (IOException e)
        {
            throw Fail("was lost", e);
        }
    }

    private async Task LogInAsync(CancellationToken cancellationToken)
    {
        var challenge = await SendAsync(new AmiRequest("Challenge").With("AuthType", "MD5"), cancellationToken).ConfigureAwait(false);
        if (!challenge.IsSuccess)
        {
            throw Refused(challenge.Text);
        }

        // With the system events on, Asterisk tells at the login whether it has started fully; then they are turned off.
        var login = new AmiRequest("Login").With("AuthType", "MD5").With("Username", _settings.Username)
            .With("Key", Answer(challenge["Challenge"], _settings.Secret.Open())).With("Events", "system");
        var answer = await SendAsync(login, cancellationToken).ConfigureAwait(false);
        if (!answer.IsSuccess)
        {
            throw Refused(answer.Text);
        }

        await SendAsync(new AmiRequest("Events").With("EventMask", "off"), cancellationToken).ConfigureAwait(false);
        if (!_sawFullyBooted)
        {
            throw new PbxUnavailableException(
                PbxUnavailableReason.Starting,
                $"Asterisk at {_settings.Address} has not started fully, or [{_settings.Username}] in manager.conf lacks \"read = system\", by which it would tell.");
        }
    }

    private PbxUnavailableException Refused(string reason) => new(
        PbxUnavailableReason.Refused,
        $"Asterisk at {_settings.Address} refuses the AMI user \"{_settings.Username}\" ({reason}); check asterisk.ami.username and the secret file against manager.conf, and its permit and deny lines.");

    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "AMI has no other challenge than MD5.")]
    private static string Answer(string challenge, string secret) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(challenge + secret)));
}
