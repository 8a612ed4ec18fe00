using System.Globalization;
using System.Text.Json;
using Reconciler.Cli.Usage;

namespace Reconciler.Cli.Forges;

/// <summary>Finds the pull request of a workflow's run: in the event that started it, else in the ref that was checked out.</summary>
internal static class PullRequestNumber
{
    private const string RefPrefix = "refs/pull/";

    public static long Of(ForgeOptions options) => OfEvent(options.ValueOf("GITHUB_EVENT_PATH")) ?? OfRef(options.ValueOf("GITHUB_REF")) ?? throw new UsageException(
        "This is no pull request (neither GITHUB_EVENT_PATH nor GITHUB_REF names one); run it in a workflow 'on: pull_request', or name one with --number.");

    private static long? OfEvent(string? path)
    {
        if (path is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return document.RootElement is { ValueKind: JsonValueKind.Object } root ? Number(root, "pull_request") ?? NumberOfComment(root) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new UsageException($"The event {path} (GITHUB_EVENT_PATH) cannot be read: {exception.Message} Name the pull request with --number.");
        }
    }

    // A comment's event has the pull request as an issue.
    private static long? NumberOfComment(JsonElement root) =>
        root.TryGetProperty("issue", out var issue) && issue.ValueKind == JsonValueKind.Object && issue.TryGetProperty("pull_request", out _) ? Number(root, "issue") : null;

    private static long? Number(JsonElement root, string name) =>
        root.TryGetProperty(name, out var item) && item.ValueKind == JsonValueKind.Object
        && item.TryGetProperty("number", out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number : null;

    private static long? OfRef(string? name) =>
        name is not null && name.StartsWith(RefPrefix, StringComparison.Ordinal)
        && long.TryParse(name[RefPrefix.Length..].Split('/')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
