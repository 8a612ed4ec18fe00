using System.Net.Http.Headers;

namespace Reconciler.Notifications.Channels;

/// <summary>Posts JSON to an address that may itself be a secret.</summary>
internal sealed class JsonSender : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Patience };

    public async Task SendAsync(HttpMethod method, Uri address, byte[] json, Action<HttpRequestMessage> prepare, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, address) { Content = new ByteArrayContent(json) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        prepare(request);
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                throw new NoticeNotSentException($"the server answers {(int)answer.StatusCode}");
            }
        }
        catch (HttpRequestException exception)
        {
            throw new NoticeNotSentException($"the server cannot be reached ({exception.HttpRequestError})");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new NoticeNotSentException("the server does not answer");
        }
    }

    public void Dispose() => _http.Dispose();
}
