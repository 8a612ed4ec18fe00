using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reconciler.Notifications.Troubles;

namespace Reconciler.Notifications.Channels;

/// <summary>An incoming webhook of Slack.</summary>
internal sealed class SlackChannel(JsonSender sender, Uri address) : INoticeChannel
{
    public string Name => "Slack";

    public Task SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        // The three characters that Slack's own marks are made of.
        var text = $"*{Escape(notice.Title)}*\n{Escape(notice.Body)}";
        return sender.SendAsync(HttpMethod.Post, address, JsonBody.Of(new JsonObject { ["text"] = text }), _ => { }, cancellationToken);
    }

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}

/// <summary>A workflow of Microsoft Teams, which takes an adaptive card.</summary>
internal sealed class TeamsChannel(JsonSender sender, Uri address) : INoticeChannel
{
    public string Name => "Teams";

    public Task SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        var card = new JsonObject
        {
            ["type"] = "AdaptiveCard",
            ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json",
            ["version"] = "1.4",
            ["body"] = new JsonArray(Block(notice.Title, isTitle: true), Block(notice.Body, isTitle: false)),
        };
        var message = new JsonObject
        {
            ["type"] = "message",
            ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card }),
        };
        return sender.SendAsync(HttpMethod.Post, address, JsonBody.Of(message), _ => { }, cancellationToken);
    }

    private static JsonObject Block(string text, bool isTitle) =>
        new() { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true, ["weight"] = isTitle ? "Bolder" : "Default" };
}

/// <summary>A room of Matrix.</summary>
internal sealed class MatrixChannel(JsonSender sender, Uri server, string room, string token) : INoticeChannel
{
    public string Name => "Matrix";

    public Task SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        var body = JsonBody.Of(new JsonObject { ["msgtype"] = "m.text", ["body"] = $"{notice.Title}\n{notice.Body}" });
        // The same message has the same transaction, so that one that is sent again is shown once.
        var transaction = Convert.ToHexStringLower(SHA256.HashData([.. body, .. Encoding.UTF8.GetBytes(notice.At.ToString("O", System.Globalization.CultureInfo.InvariantCulture))]).AsSpan(0, 16));
        var address = new Uri(server, $"_matrix/client/v3/rooms/{Uri.EscapeDataString(room)}/send/m.room.message/{transaction}");
        return sender.SendAsync(HttpMethod.Put, address, body, request => request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token), cancellationToken);
    }
}

/// <summary>A program of the user's own.</summary>
internal sealed class WebhookChannel(JsonSender sender, Uri address, string? secret) : INoticeChannel
{
    public string Name => "webhook";

    public Task SendAsync(Notice notice, CancellationToken cancellationToken)
    {
        var body = JsonBody.Of(new JsonObject
        {
            ["kind"] = JsonNamingPolicy.CamelCase.ConvertName(notice.Kind.ToString()),
            ["site"] = notice.Site,
            ["subject"] = notice.Subject,
            ["text"] = notice.Text,
            ["since"] = notice.Since.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["link"] = notice.Link?.AbsoluteUri,
        });
        return sender.SendAsync(HttpMethod.Post, address, body, request => Sign(request, body), cancellationToken);
    }

    private void Sign(HttpRequestMessage request, byte[] body)
    {
        if (secret is not null)
        {
            request.Headers.Add("X-Reconciler-Signature", "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body)));
        }
    }
}

internal static class JsonBody
{
    public static byte[] Of(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString());
}
