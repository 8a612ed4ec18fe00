using System.Globalization;

namespace Reconciler.Testing.GitServers;

/// <summary>A real ssh server on loopback, with its own host key, that lets the tests' user in with one key. It runs Git as any sshd does.</summary>
public sealed class GitSshServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Tcp();
    private RunningProcess? _process;

    private GitSshServer()
    {
    }

    /// <summary>The private key that the server accepts.</summary>
    public string KeyFile => _folder.PathOf("client");

    /// <summary>A private key that the server does not know.</summary>
    public string OtherKeyFile => _folder.PathOf("other");

    /// <summary>Known hosts with the server's real key.</summary>
    public string KnownHostsFile => _folder.PathOf("known_hosts");

    /// <summary>Known hosts with another key for the server.</summary>
    public string WrongKnownHostsFile => _folder.PathOf("wrong_hosts");

    /// <summary>Known hosts that do not name the server.</summary>
    public string EmptyKnownHostsFile => _folder.PathOf("empty_hosts");

    /// <summary>Starts the server.</summary>
    public static async Task<GitSshServer> StartAsync(CancellationToken cancellationToken)
    {
        var sshd = Requires.Tool("sshd");
        var keygen = Requires.Tool("ssh-keygen");
        Requires.Tool("ssh");
        Requires.Tool("git");
        var server = new GitSshServer();
        try
        {
            foreach (var name in new[] { "host", "client", "other" })
            {
                await Processes.RunSuccessfullyAsync(keygen, ["-q", "-t", "ed25519", "-N", "", "-f", server._folder.PathOf(name)], cancellationToken);
            }

            server.WriteFiles();
            await server.RunAsync(sshd, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The URL of a repository by its path on this host.</summary>
    public string UrlOf(string directory) =>
        string.Create(CultureInfo.InvariantCulture, $"ssh://{Environment.UserName}@127.0.0.1:{_port}{directory}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _folder.Dispose();
    }

    private void WriteFiles()
    {
        var host = string.Create(CultureInfo.InvariantCulture, $"[127.0.0.1]:{_port}");
        _folder.Write("known_hosts", $"{host} {PublicKey("host")}\n");
        _folder.Write("wrong_hosts", $"{host} {PublicKey("other")}\n");
        _folder.Write("empty_hosts", $"example.org {PublicKey("other")}\n");
        File.Copy(_folder.PathOf("client.pub"), _folder.PathOf("authorized_keys"));
        _folder.Write("sshd_config", $"""
            Port {_port}
            ListenAddress 127.0.0.1
            HostKey {_folder.PathOf("host")}
            PidFile none
            AuthorizedKeysFile {_folder.PathOf("authorized_keys")}
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            UseDNS no
            PrintMotd no

            """);
    }

    private async Task RunAsync(string sshd, CancellationToken cancellationToken)
    {
        // Debian's sshd insists on this directory when it runs as root; the package's own start script makes it.
        if (Environment.IsPrivilegedProcess)
        {
            Directory.CreateDirectory("/run/sshd");
        }

        _process = RunningProcess.Start(sshd, ["-D", "-e", "-f", _folder.PathOf("sshd_config")]);
        await _process.WaitForOutputAsync("Server listening", cancellationToken);
    }

    private string PublicKey(string name) => string.Join(' ', File.ReadAllText(_folder.PathOf(name + ".pub")).Split(' ').Take(2));
}
