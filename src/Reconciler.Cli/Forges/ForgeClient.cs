using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Reconciler.Cli.Forges;

/// <summary>One forge's interface for one token. A request is made once; whether it is worth another try is said by the exception.</summary>
internal sealed class ForgeClient : IDisposable
{
    private const int MostBytes = 64 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IForge _forge;
    private readonly ForgeFailures _failures;
    private readonly string _token;
    private readonly TimeProvider _time;
    private readonly HttpClient _http;

    public ForgeClient(IForge forge, ForgeTarget target, ForgeOptions options, TimeProvider time)
    {
        _forge = forge;
        Target = target;
        Options = options;
        _time = time;
        (var variable, _token) = forge.FindToken(options);
        _failures = new ForgeFailures(forge, target, variable, _token, time);
        // A redirect would carry the token to an address that nobody named.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MostBytes };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("reconciler", typeof(ForgeClient).Assembly.GetName().Version?.ToString(3)));
    }

    public ForgeTarget Target { get; }

    public ForgeOptions Options { get; }

    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, AddressOf(path), null, cancellationToken);
        _failures.Check(answer);
        return await ReadAsync(answer, type, cancellationToken);
    }

    /// <summary>Null where the answer is <paramref name="none"/>, unless the forge asks to wait with it.</summary>
    public async Task<T?> TryGetAsync<T>(string path, JsonTypeInfo<T> type, HttpStatusCode none, CancellationToken cancellationToken)
        where T : class
    {
        using var answer = await SendAsync(HttpMethod.Get, AddressOf(path), null, cancellationToken);
        if (answer.StatusCode == none && !ForgeFailures.IsRateLimit(answer))
        {
            return null;
        }

        _failures.Check(answer);
        return await ReadAsync(answer, type, cancellationToken);
    }

    /// <summary>A page of comments, and whether there is another.</summary>
    public async Task<(List<ForgeComment> Comments, bool HasNext)> ListAsync(int page, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(HttpMethod.Get, AddressOf(_forge.PageOf(Target, page)), null, cancellationToken);
        _failures.Check(answer);
        // The address that the header names is not followed: it could be another server's.
        var hasNext = answer.Headers.TryGetValues("Link", out var links) && links.Any(l => l.Contains("rel=\"next\"", StringComparison.Ordinal));
        return (await ReadAsync(answer, ForgeJson.Default.ListForgeComment, cancellationToken), hasNext);
    }

    /// <summary>Makes or changes a comment.</summary>
    public async Task WriteAsync(HttpMethod method, string path, string text, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(new ForgeCommentText(text), ForgeJson.Default.ForgeCommentText);
        using var answer = await SendAsync(method, AddressOf(path), content, cancellationToken);
        _failures.Check(answer);
    }

    public async Task<GraphAnswer> AskAsync(string address, string query, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(new GraphQuestion(query), ForgeJson.Default.GraphQuestion);
        using var answer = await SendAsync(HttpMethod.Post, address, content, cancellationToken);
        _failures.Check(answer);
        return await ReadAsync(answer, ForgeJson.Default.GraphAnswer, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private string AddressOf(string path) => $"{Target.Api}/{path}";

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        _forge.Authorize(request, _token);
        using var deadline = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            return await _http.SendAsync(request, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw _failures.NoAnswer($"does not answer within {Patience.TotalSeconds:0} s");
        }
        catch (HttpRequestException exception)
        {
            throw _failures.NoAnswer($"cannot be reached ({exception.Message})");
        }
    }

    private async Task<T> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = await answer.Content.ReadAsStreamAsync(cancellationToken);
            return await JsonSerializer.DeserializeAsync(content, type, cancellationToken) ?? throw _failures.NotUnderstood();
        }
        catch (JsonException)
        {
            throw _failures.NotUnderstood();
        }
    }
}
