using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Reconciler.Core.Sources;
using Reconciler.Git.Access;

namespace Reconciler.Git.Transports;

/// <summary>
/// A repository on a web server. The password is shown to the repository's own server only, once it is asked for; a redirect is followed where it stays on that server.
/// </summary>
internal sealed class HttpServer : IDisposable
{
    private const int MostRedirects = 5;

    private readonly Conversation _conversation;
    private readonly HttpClient _client;
    private Uri _repository;
    private AuthenticationHeaderValue? _authorization;
    private bool _isDistrusted;

    public HttpServer(Conversation conversation)
    {
        _conversation = conversation;
        _repository = new Uri(conversation.Access.Url.Text.TrimEnd('/') + "/");
        var proxy = conversation.Access.Proxy;
#pragma warning disable CA5359 // Trusts judges the certificate
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = proxy is not null,
            Proxy = proxy?.ToWebProxy(),
            ConnectTimeout = conversation.Access.Timeouts.Connect,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, errors) => Trusts(certificate, errors) },
        };
#pragma warning restore CA5359
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private RemoteAccess Access => _conversation.Access;

    /// <summary>The list of branches and tags.</summary>
    public HttpResponseMessage List(string service)
    {
        for (var redirects = 0; ; redirects++)
        {
            var address = new Uri(_repository, $"info/refs?service={service}");
            var response = Authorized(() => new HttpRequestMessage(HttpMethod.Get, address));
            if (!HttpAnswers.IsRedirect(response.StatusCode))
            {
                return Checked(response, service, $"application/x-{service}-advertisement");
            }

            using (response)
            {
                _repository = RedirectedTo(response, address, redirects);
            }
        }
    }

    /// <summary>The conversation about objects.</summary>
    public HttpResponseMessage Post(string service, byte[] body)
    {
        var response = Authorized(() =>
        {
            var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue($"application/x-{service}-request");
            return new HttpRequestMessage(HttpMethod.Post, new Uri(_repository, service)) { Content = content };
        });
        return Checked(response, service, $"application/x-{service}-result");
    }

    public void Dispose() => _client.Dispose();

    private Uri RedirectedTo(HttpResponseMessage response, Uri address, int redirects)
    {
        var target = response.Headers.Location is { } location ? new Uri(address, location) : null;
        if (target is null || redirects == MostRedirects || Uri.Compare(target, address, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) != 0)
        {
            throw _conversation.Fail(HttpAnswers.Redirected(Access.Url, target));
        }

        var path = target.AbsolutePath;
        const string Tail = "/info/refs";
        return path.EndsWith(Tail, StringComparison.Ordinal)
            ? new UriBuilder(target) { Path = path[..^(Tail.Length - 1)], Query = "", Fragment = "" }.Uri
            : throw _conversation.Fail(HttpAnswers.Redirected(Access.Url, target));
    }

    private HttpResponseMessage Authorized(Func<HttpRequestMessage> request)
    {
        var response = Send(request());
        if (response.StatusCode != HttpStatusCode.Unauthorized || _authorization is not null)
        {
            return response;
        }

        response.Dispose();
        var credentials = CredentialFiles.Read(Access.Credentials) ?? throw _conversation.Fail(HttpAnswers.NoPassword(Access.Url));
        var pair = Encoding.UTF8.GetBytes($"{credentials.UserName}:{credentials.Password}");
        _authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(pair));
        return Send(request());
    }

    private HttpResponseMessage Send(HttpRequestMessage request)
    {
        // Forges refuse clients that do not call themselves Git.
        request.Headers.TryAddWithoutValidation("User-Agent", "git/2 (reconciler)");
        request.Headers.Authorization = _authorization;
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        try
        {
            // The handler's own limit for connecting is the narrower one.
            return _conversation.Wait(
                Access.Timeouts.Idle + Access.Timeouts.Connect, () => { }, token => _client.Send(request, HttpCompletionOption.ResponseHeadersRead, token));
        }
        catch (HttpRequestException e)
        {
            throw _conversation.Fail(HttpAnswers.NotReached(e, Access, _isDistrusted));
        }
        catch (OperationCanceledException e) when (e.InnerException is TimeoutException)
        {
            throw _conversation.Fail(GitFailure.TimedOut, $"The server {Access.Url.Host} did not answer in time.");
        }
    }

    private HttpResponseMessage Checked(HttpResponseMessage response, string service, string contentType)
    {
        if (HttpAnswers.Objection(response, Access, service, contentType, _authorization is not null) is { } objection)
        {
            response.Dispose();
            throw _conversation.Fail(objection);
        }

        return response;
    }

    private bool Trusts(X509Certificate? certificate, SslPolicyErrors errors)
    {
        var trusted = Access.Credentials.CaFile is { } caFile && certificate is not null
            ? ServerCertificate.IsTrusted(certificate, Access.Url.Host, caFile)
            : errors == SslPolicyErrors.None;
        _isDistrusted |= !trusted;
        return trusted;
    }
}
