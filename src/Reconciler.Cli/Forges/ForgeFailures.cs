using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Reconciler.Cli.Forges;

/// <summary>The meaning of a forge's refusal and the way out, in one sentence each.</summary>
internal sealed class ForgeFailures(IForge forge, ForgeTarget target, string variable, string token, TimeProvider time)
{
    private const int MostSaid = 200;

    private string Place => $"{forge.Title} at {target.Api}";

    /// <summary>Throws unless the request was carried out.</summary>
    public void Check(HttpResponseMessage answer)
    {
        if (!answer.IsSuccessStatusCode)
        {
            throw Of(answer);
        }
    }

    public ForgeException NoAnswer(string what) => new($"{Place} {what}.") { IsTransient = true };

    public ForgeException NotUnderstood() => new($"{Place} answers with something else than its API would; check the address (--api).");

    public static bool IsRateLimit(HttpResponseMessage answer) => answer.StatusCode == HttpStatusCode.TooManyRequests
        || (answer.StatusCode == HttpStatusCode.Forbidden && (answer.Headers.RetryAfter is not null || Header(answer, "x-ratelimit-remaining") == "0"));

    private ForgeException Of(HttpResponseMessage answer)
    {
        var code = (int)answer.StatusCode;
        if (IsRateLimit(answer))
        {
            return new ForgeException($"{Place} takes no more requests for now ({code}).") { IsTransient = true, RetryAfter = Wait(answer) };
        }

        if (code is >= 500 or 408)
        {
            return new ForgeException($"{Place} is in trouble ({code}).{Said(answer)}") { IsTransient = true, RetryAfter = Wait(answer) };
        }

        return new ForgeException(code switch
        {
            >= 300 and < 400 => $"{Place} answers with a redirect ({code}), and the token is sent to no other address; name the present one with --api and --repository.",
            401 => $"{forge.Title} does not accept the token in {variable} (401): it is wrong or has expired; set a new one, and {forge.Right}.",
            403 => $"{forge.Title} does not let the token in {variable} comment on {target.Project}, request {target.Number} (403): {forge.Right}.{Said(answer)}",
            404 => $"{forge.Title} finds no request {target.Number} of {target.Project} (404): there is none, or the token in {variable} may not see it; {forge.Right}.",
            _ => $"{forge.Title} refuses the comment ({code}).{Said(answer)}",
        });
    }

    private TimeSpan? Wait(HttpResponseMessage answer)
    {
        if (answer.Headers.RetryAfter is { } asked)
        {
            return asked.Delta ?? (asked.Date is { } date ? Until(date) : null);
        }

        return Header(answer, "x-ratelimit-remaining") == "0"
            && long.TryParse(Header(answer, "x-ratelimit-reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var reset)
            && reset <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? Until(DateTimeOffset.FromUnixTimeSeconds(reset)) : null;
    }

    private TimeSpan Until(DateTimeOffset then) => then - time.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero;

    // A stranger's server may say anything, also what it was sent: one short line of it, without the token.
    private string Said(HttpResponseMessage answer)
    {
        try
        {
            using var stream = answer.Content.ReadAsStream();
            if (JsonSerializer.Deserialize(stream, ForgeJson.Default.ForgeRefusal) is not { Message: { ValueKind: JsonValueKind.String } message })
            {
                return "";
            }

            var line = new string([.. message.GetString()!.Select(c => char.IsControl(c) ? ' ' : c)]).Replace(token, "***", StringComparison.Ordinal).Trim();
            return $" {forge.Title} says: {(line.Length > MostSaid ? line[..MostSaid] + "..." : line)}";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? values.First() : null;
}
