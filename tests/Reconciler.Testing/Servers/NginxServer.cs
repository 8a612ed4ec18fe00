using System.Globalization;
using System.Net;

namespace Reconciler.Testing.Servers;

/// <summary>nginx on a free port of loopback with one folder as its root.</summary>
public sealed class NginxServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly RunningProcess _process;
    private readonly TemporaryFolder _folder;
    private readonly HttpClient _client;

    private NginxServer(RunningProcess process, TemporaryFolder folder, HttpClient client)
    {
        _process = process;
        _folder = folder;
        _client = client;
    }

    /// <summary>Where it answers.</summary>
    public Uri Address => _client.BaseAddress!;

    /// <summary>Starts it on a folder that everyone may enter, and waits until it answers.</summary>
    public static Task<NginxServer> StartAsync(string root, CancellationToken cancellationToken) => StartAsync(root, "", cancellationToken);

    /// <summary>The same with more of the section <c>http</c>, such as other servers.</summary>
    public static async Task<NginxServer> StartAsync(string root, string more, CancellationToken cancellationToken)
    {
        var folder = new TemporaryFolder();
        var port = FreePort.Tcp();
        var file = folder.Write("nginx.conf", string.Create(CultureInfo.InvariantCulture, $$"""
            daemon off;
            pid {{folder.PathOf("pid")}};
            error_log stderr;
            events { }
            http {
              access_log off;
              client_body_temp_path {{folder.PathOf("body")}};
              proxy_temp_path {{folder.PathOf("proxy")}};
              fastcgi_temp_path {{folder.PathOf("fastcgi")}};
              uwsgi_temp_path {{folder.PathOf("uwsgi")}};
              scgi_temp_path {{folder.PathOf("scgi")}};
              server { listen 127.0.0.1:{{port}}; root {{root}}; }
              {{more}}
            }

            """));
        var process = RunningProcess.Start(Requires.Tool("nginx"), ["-c", file, "-p", folder.FullPath]);
        var server = new NginxServer(process, folder, new HttpClient { BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")) });
        await Eventually.HoldsAsync("nginx answers", Patience, () => server.AnswersAsync(cancellationToken), cancellationToken);
        return server;
    }

    /// <summary>Fetches a file; null where nginx answers that there is none.</summary>
    public async Task<byte[]?> FetchAsync(string path, CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }

        response.EnsureSuccessStatusCode();
        return await response.Content.ReadAsByteArrayAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _process.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FetchAsync("/no-such-file", cancellationToken);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
