using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Reconciler.Testing.GitServers;

/// <summary>
/// A real Git server over https on loopback: nginx, fcgiwrap and git-http-backend, with a user and a password, and a certificate of an authority of its own.
/// Paths under <c>/moved/</c> are redirected to the same server by its name localhost, after the password was asked for.
/// </summary>
public sealed class GitHttpsServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Tcp();
    private readonly List<RunningProcess> _processes = [];

    private GitHttpsServer(string repositories, string userName, string password)
    {
        Repositories = repositories;
        UserName = userName;
        Password = password;
    }

    /// <summary>The folder whose repositories are served.</summary>
    public string Repositories { get; }

    /// <summary>Who may read and push.</summary>
    public string UserName { get; }

    /// <summary>The user's password.</summary>
    public string Password { get; }

    /// <summary>The authority's certificate in PEM.</summary>
    public string CaFile => _folder.PathOf("ca.pem");

    /// <summary>Starts it once more after <see cref="StopAsync"/>, at the same address.</summary>
    public Task StartAgainAsync(CancellationToken cancellationToken)
    {
        File.Delete(_folder.PathOf("fcgi.sock"));
        return StartProcessesAsync(Requires.Tool("nginx"), Requires.Tool("fcgiwrap"), cancellationToken);
    }

    /// <summary>Starts the server for the repositories of a folder.</summary>
    public static async Task<GitHttpsServer> StartAsync(string repositories, string userName, string password, CancellationToken cancellationToken)
    {
        var nginx = Requires.Tool("nginx");
        var fcgiwrap = Requires.Tool("fcgiwrap");
        var git = Requires.Tool("git");
        var server = new GitHttpsServer(repositories, userName, password);
        try
        {
            var backend = (await Processes.RunSuccessfullyAsync(git, ["--exec-path"], cancellationToken)).Trim() + "/git-http-backend";
            server.WriteCertificates();
            server._folder.Write("nginx.conf", server.Configuration(backend));
            server._folder.Write("users", $"{userName}:{{PLAIN}}{password}\n");
            await server.StartProcessesAsync(nginx, fcgiwrap, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>The URL of a repository, or of any other path of the server.</summary>
    public string UrlOf(string path) => string.Create(CultureInfo.InvariantCulture, $"https://127.0.0.1:{_port}/{path}");

    /// <summary>Stops the server; its files stay.</summary>
    public async Task StopAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        _processes.Clear();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private async Task StartProcessesAsync(string nginx, string fcgiwrap, CancellationToken cancellationToken)
    {
        // Hooks and git itself get a plain environment, without a user's configuration.
        var options = new ProcessOptions { Environment = new Dictionary<string, string?> { ["HOME"] = _folder.FullPath } };
        _processes.Add(RunningProcess.Start(fcgiwrap, ["-c", "2", "-s", $"unix:{_folder.PathOf("fcgi.sock")}"], options));
        await Eventually.HoldsAsync(
            "fcgiwrap listens", TimeSpan.FromSeconds(20), () => Task.FromResult(File.Exists(_folder.PathOf("fcgi.sock"))), cancellationToken);
        var server = RunningProcess.Start(nginx, ["-p", _folder.FullPath, "-e", "stderr", "-c", _folder.PathOf("nginx.conf")]);
        _processes.Add(server);
        await server.WaitForOutputAsync("start worker process", cancellationToken);
    }

    private string Configuration(string backend) => $$"""
        daemon off;
        worker_processes 1;
        pid {{_folder.PathOf("nginx.pid")}};
        lock_file {{_folder.PathOf("nginx.lock")}};
        error_log stderr notice;
        {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
        events { worker_connections 64; }
        http {
          access_log off;
          client_max_body_size 0;
          client_body_temp_path {{_folder.PathOf("body")}};
          proxy_temp_path {{_folder.PathOf("proxy")}};
          fastcgi_temp_path {{_folder.PathOf("fastcgi")}};
          uwsgi_temp_path {{_folder.PathOf("uwsgi")}};
          scgi_temp_path {{_folder.PathOf("scgi")}};
          server {
            listen 127.0.0.1:{{_port}} ssl;
            listen 127.0.0.2:{{_port}} ssl;
            ssl_certificate {{_folder.PathOf("server.pem")}};
            ssl_certificate_key {{_folder.PathOf("server.key")}};
            location /moved/ {
              auth_basic "git";
              auth_basic_user_file {{_folder.PathOf("users")}};
              try_files /none @moved;
            }
            location @moved {
              rewrite ^/moved/(.*)$ https://localhost:{{_port}}/$1 permanent;
            }
            location / {
              auth_basic "git";
              auth_basic_user_file {{_folder.PathOf("users")}};
              fastcgi_pass unix:{{_folder.PathOf("fcgi.sock")}};
              fastcgi_param SCRIPT_FILENAME {{backend}};
              fastcgi_param GIT_PROJECT_ROOT {{Repositories}};
              fastcgi_param GIT_HTTP_EXPORT_ALL 1;
              fastcgi_param REMOTE_USER $remote_user;
              fastcgi_param PATH_INFO $uri;
              fastcgi_param QUERY_STRING $query_string;
              fastcgi_param REQUEST_METHOD $request_method;
              fastcgi_param CONTENT_TYPE $content_type;
              fastcgi_param CONTENT_LENGTH $content_length;
              fastcgi_param HTTP_CONTENT_ENCODING $http_content_encoding;
              fastcgi_param HTTP_GIT_PROTOCOL $http_git_protocol;
            }
          }
        }
        """;

    private void WriteCertificates()
    {
        var from = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        var until = new DateTimeOffset(2099, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new CertificateRequest("CN=Test authority", authorityKey, HashAlgorithmName.SHA256);
        authority.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var ca = authority.CreateSelfSigned(from, until);

        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", serverKey, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(ca, from, until, [1, 2, 3, 4]);

        _folder.Write("ca.pem", ca.ExportCertificatePem());
        _folder.Write("server.pem", certificate.ExportCertificatePem());
        _folder.Write("server.key", serverKey.ExportECPrivateKeyPem());
    }
}
