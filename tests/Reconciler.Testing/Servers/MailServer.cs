using System.Globalization;

namespace Reconciler.Testing.Servers;

/// <summary>A real mail server (aiosmtpd) on loopback that takes mail after STARTTLS and a login only; its output has each mail that it took.</summary>
public sealed class MailServer : IAsyncDisposable
{
    private readonly RunningProcess _process;

    private MailServer(RunningProcess process) => _process = process;

    /// <summary>What it has seen: how the connection was secured, who logged in, and the mails.</summary>
    public string Output => _process.Output;

    /// <summary>Starts it, and waits until it listens.</summary>
    /// <param name="port">Where it listens.</param>
    /// <param name="certificate">A file with its certificate in PEM.</param>
    /// <param name="key">A file with the certificate's key in PEM.</param>
    /// <param name="user">Who may send.</param>
    /// <param name="password">That user's password.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<MailServer> StartAsync(int port, string certificate, string key, string user, string password, CancellationToken cancellationToken)
    {
        Requires.That(Directory.Exists("/usr/lib/python3/dist-packages/aiosmtpd"), "needs the Debian package python3-aiosmtpd.");
        string[] arguments = [Checkout.PathOf("tests/Reconciler.Testing/Servers/mail-server.py"), port.ToString(CultureInfo.InvariantCulture), certificate, key, user, password];
        // Debian's own, which has the package, whatever else is called python3 here.
        var server = new MailServer(RunningProcess.Start("/usr/bin/python3", arguments));
        await server.WaitForOutputAsync("listening", cancellationToken).ConfigureAwait(false);
        return server;
    }

    /// <summary>Waits until its output has a text.</summary>
    public Task WaitForOutputAsync(string text, CancellationToken cancellationToken) => _process.WaitForOutputAsync(text, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
