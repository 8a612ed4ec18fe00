using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Reconciler.Web.Tests.Webhooks;

public sealed class WebhookTests : OfficeOnTheWeb
{
    private const string Secret = "webhook-secret-of-a-sufficient-length";
    private const string Body = "{\"ref\": \"refs/heads/main\"}";

    private protected override async Task<HttpClient> StartAsync()
    {
        await Office.StartAsync($"listen: \"127.0.0.1:0\", webhookSecretFile: {Office.Secret("hook", Secret)}");
        return Office.Client();
    }

    [Theory]
    [InlineData("X-Hub-Signature-256", "sha256=")]
    [InlineData("X-Gitea-Signature", "")]
    [InlineData("X-Forgejo-Signature", "")]
    [InlineData("X-Hub-Signature", "sha256=")]
    [InlineData("X-Reconciler-Signature", "sha256=")]
    public async Task Push_OfEachForge_HasTheAgentPoll(string header, string prefix)
    {
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync((header, prefix + Sign(Body, Secret))));

        await Office.Runs.NextAsync();
    }

    [Fact]
    public async Task Push_OfGitLab_HasTheAgentPoll()
    {
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(("X-Gitlab-Token", Secret)));

        await Office.Runs.NextAsync();
    }

    [Fact]
    public async Task WrongOrMissingSignature_IsRefused()
    {
        (string, string)[] wrong =
        [
            ("X-Hub-Signature-256", "sha256=" + Sign(Body, "another-secret-of-a-sufficient-length")),
            ("X-Hub-Signature-256", "sha256=" + Sign(Body + " ", Secret)),
            ("X-Hub-Signature-256", "sha1=" + Sign(Body, Secret)),
            ("X-Hub-Signature-256", "sha256="),
            ("X-Gitlab-Token", "another-secret"),
            ("X-Gitlab-Token", ""),
            ("X-Something", Secret),
        ];

        foreach (var header in wrong)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(header));
        }

        Assert.Equal(0, Office.Runs.Count);
    }

    [Fact]
    public async Task LongBody_IsRefusedUnread()
    {
        using var client = await SendHeadAsync($"Content-Length: 104857600\r\nX-Hub-Signature-256: sha256={Sign(Body, Secret)}\r\n");

        Assert.StartsWith("HTTP/1.1 413", await ReadAllAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task LongBody_ThatDoesNotSaySo_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "hooks") { Content = new ByteArrayContent(new byte[3 << 20]) };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("X-Hub-Signature-256", "sha256=" + Sign(Body, Secret));

        try
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await Http.SendAsync(request, Token)).StatusCode);
        }
        catch (HttpRequestException)
        {
            // The server closed the connection before the client had written it all, which is as good a no.
        }

        Assert.Equal(0, Office.Runs.Count);
    }

    [Fact]
    public async Task SlowSender_IsCutOff()
    {
        using var client = await SendHeadAsync($"Content-Length: 1000\r\nX-Hub-Signature-256: sha256={Sign(Body, Secret)}\r\n");

        Assert.StartsWith("HTTP/1.1 408", await ReadAllAsync(client), StringComparison.Ordinal);
        Assert.Equal(0, Office.Runs.Count);
    }

    [Fact]
    public async Task ThousandHooks_AreOneRunAnInterval()
    {
        var signature = "sha256=" + Sign(Body, Secret);
        var answers = new List<HttpStatusCode>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 1000), Token, async (_, _) =>
        {
            var answer = await PostAsync(("X-Hub-Signature-256", signature));
            lock (answers)
            {
                answers.Add(answer);
            }
        });

        await Office.Runs.NextAsync();
        Assert.Equal(1, Office.Runs.Count);
        Assert.All(answers, answer => Assert.True(answer is HttpStatusCode.Accepted or HttpStatusCode.TooManyRequests));
    }

    private async Task<HttpStatusCode> PostAsync((string Name, string Value) header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "hooks") { Content = new StringContent(Body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return (await Http.SendAsync(request, Token)).StatusCode;
    }

    private async Task<TcpClient> SendHeadAsync(string headers)
    {
        var client = new TcpClient();
        await client.ConnectAsync(Office.Address.Host, Office.Address.Port, Token);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"POST /hooks HTTP/1.1\r\nHost: localhost\r\n{headers}\r\nx"), Token);
        return client;
    }

    private static async Task<string> ReadAllAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync(Token);
    }

    private static string Sign(string body, string secret) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));
}
