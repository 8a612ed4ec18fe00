using System.Net.Http.Headers;
using System.Text;

namespace Reconciler.Notifications.Channels;

/// <summary>Posts JSON to an address that may itself be a secret.</summary>
internal sealed class JsonSender : IDisposable
{
    private const int MostOfAnAnswer = 4096;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task SendAsync(HttpMethod method, Uri address, byte[] json, Action<HttpRequestMessage> prepare, CancellationToken cancellationToken)
    {
        var answer = await ExchangeAsync(method, address, json, prepare, cancellationToken);
        if (!answer.IsSuccess)
        {
            throw new NoticeNotSentException($"the server answers {answer.Status}");
        }
    }

    /// <summary>Sends it and gives what came back, whatever it was.</summary>
    /// <exception cref="NoticeNotSentException">Nothing came back.</exception>
    public async Task<JsonAnswer> ExchangeAsync(HttpMethod method, Uri address, byte[] json, Action<HttpRequestMessage> prepare, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address) { Content = new ByteArrayContent(json) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        prepare(request);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, deadline.Token);
            return new JsonAnswer((int)answer.StatusCode, answer.IsSuccessStatusCode ? "" : await BeginningAsync(answer, deadline.Token));
        }
        catch (HttpRequestException exception)
        {
            throw new NoticeNotSentException($"the server cannot be reached ({exception.HttpRequestError})");
        }
        catch (IOException)
        {
            throw new NoticeNotSentException("the server breaks off its answer");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NoticeNotSentException("the server does not answer");
        }
    }

    public void Dispose() => _http.Dispose();

    private static async Task<string> BeginningAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var bytes = new byte[MostOfAnAnswer];
        return Encoding.UTF8.GetString(bytes, 0, await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken));
    }
}

/// <summary>A server's answer.</summary>
/// <param name="Status">As HTTP has it.</param>
/// <param name="Beginning">Of a refusal: its first characters.</param>
internal sealed record JsonAnswer(int Status, string Beginning)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}
