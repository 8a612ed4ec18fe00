using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Reconciler.Core.Secrets;
using Reconciler.Notifications.Channels;
using Reconciler.Notifications.Troubles;
using Reconciler.Specs.AgentFile;
using Reconciler.Testing;

namespace Reconciler.Notifications.Tests.Channels;

public sealed class ChannelTests : IAsyncLifetime
{
    private const string Secret = "a-secret-that-signs";
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly Notice Message = new(NoticeKind.Begun, "office", "Not ready: Invalid", "phones/x.yaml:3:1 <b> & \"quotes\"", Now, Now, new Uri("https://phones.example.com/"));

    private readonly JsonSender _sender = new();
    private readonly TemporaryFolder _folder = new();
    private Listener? _listener;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _listener = await Listener.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _listener!.DisposeAsync();
        _sender.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Slack_GetsItsText()
    {
        var got = await SendAsync(new SlackChannel(_sender, At("services/T/B/x")));

        Assert.Equal("/services/T/B/x", got.Path);
        Assert.Contains("*[office] Not ready: Invalid*\nphones/x.yaml:3:1 &lt;b&gt; &amp;", Text(got, "text"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Teams_GetsACard()
    {
        var got = await SendAsync(new TeamsChannel(_sender, At("workflow")));

        using var card = JsonDocument.Parse(got.Body);
        Assert.Equal("AdaptiveCard", card.RootElement.GetProperty("attachments")[0].GetProperty("content").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Matrix_GetsItInItsRoom_OnceHoweverOftenItIsSent()
    {
        var channel = new MatrixChannel(_sender, At(""), "!telephony:example.com", "a-token");

        var (first, again) = (await SendAsync(channel), await SendAsync(channel));

        Assert.Equal("PUT", first.Method);
        Assert.StartsWith("/_matrix/client/v3/rooms/!telephony:example.com/send/m.room.message/", first.Path, StringComparison.Ordinal);
        Assert.Equal("Bearer a-token", first.Authorization);
        Assert.Equal(first.Path, again.Path);
    }

    [Fact]
    public async Task Webhook_IsSigned()
    {
        var got = await SendAsync(new WebhookChannel(_sender, At("hook"), Secret));

        Assert.Equal("begun", Text(got, "kind"));
        Assert.Equal("sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(got.Body))), got.Signature);
    }

    [Fact]
    public async Task Failure_NamesNoAddress()
    {
        _listener!.Status = 500;
        var refused = await Assert.ThrowsAsync<NoticeNotSentException>(() => new SlackChannel(_sender, At("services/T/B/x")).SendAsync(Message, Token));
        var unreachable = await Assert.ThrowsAsync<NoticeNotSentException>(() => new SlackChannel(_sender, new Uri($"http://127.0.0.1:{FreePort.Tcp()}/services/T/B/x")).SendAsync(Message, Token));

        Assert.Equal("the server answers 500", refused.Message);
        Assert.DoesNotContain("services", unreachable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Email_ReachesTheServer()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var received = ReceiveMailAsync(server);
        var settings = new EmailSettings("127.0.0.1", ((IPEndPoint)server.LocalEndpoint).Port, MailSecurity.None, "reconciler@example.com", ["telephony@example.com"], null, null);

        await new EmailChannel(settings, null, null).SendAsync(Message, Token);

        var mail = await received;
        Assert.Contains("RCPT TO:<telephony@example.com>", mail, StringComparison.Ordinal);
        Assert.Contains("Subject: [office] Not ready: Invalid", mail, StringComparison.Ordinal);
        Assert.Contains("phones/x.yaml:3:1 <b>", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Email_WithoutAServer_IsToldSo()
    {
        var settings = new EmailSettings("127.0.0.1", FreePort.Tcp(), MailSecurity.None, "reconciler@example.com", ["telephony@example.com"], null, null);

        var exception = await Assert.ThrowsAsync<NoticeNotSentException>(() => new EmailChannel(settings, "ada", "hunter2hunter2").SendAsync(Message, Token));

        Assert.DoesNotContain("hunter2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_OfTheAgentsFile_AreReadAtStart()
    {
        var url = _folder.Write("slack.url", "https://hooks.example.com/services/T/B/x\n");
        File.SetUnixFileMode(url, UnixFileMode.UserRead);
        var settings = new NotificationSettings { Remind = TimeSpan.FromHours(24), SlackUrlFile = url };

        Assert.Equal("Slack", Assert.Single(ChannelList.Of(settings, _sender)).Name);
        var exception = Assert.ThrowsAny<HostConfigurationException>(() => ChannelList.Of(settings with { TeamsUrlFile = _folder.PathOf("none") }, _sender));
        Assert.Contains("notifications.teams.urlFile", exception.Message, StringComparison.Ordinal);
    }

    private async Task<ReceivedMessage> SendAsync(INoticeChannel channel)
    {
        await channel.SendAsync(Message, Token);
        return await _listener!.NextAsync();
    }

    private Uri At(string path) => new(_listener!.Address, path);

    private static string Text(ReceivedMessage message, string name)
    {
        using var json = JsonDocument.Parse(message.Body);
        return json.RootElement.GetProperty(name).GetString()!;
    }

    /// <summary>A mail server for one message.</summary>
    private static async Task<string> ReceiveMailAsync(TcpListener server)
    {
        using var client = await server.AcceptTcpClientAsync(Token);
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        var all = new StringBuilder();
        await writer.WriteLineAsync("220 mail.example.com");
        var isData = false;
        while (await reader.ReadLineAsync(Token) is { } line)
        {
            all.AppendLine(line);
            if (isData && line != ".")
            {
                continue;
            }

            isData = !isData && line == "DATA";
            await writer.WriteLineAsync(line.StartsWith("QUIT", StringComparison.Ordinal) ? "221 bye" : isData ? "354 go on" : "250 ok");
        }

        return all.ToString();
    }
}
