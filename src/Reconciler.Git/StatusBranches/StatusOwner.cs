using System.Text.Json;
using LibGit2Sharp;
using Reconciler.Core.Sources;

namespace Reconciler.Git.StatusBranches;

/// <summary>Whose a status branch is, by what its last commit says.</summary>
internal static class StatusOwner
{
    /// <summary>The site's name; null: the commit is no status, or its site was not known.</summary>
    public static string? Of(Commit tip)
    {
        if (tip["status.json"]?.Target is not Blob blob || blob.Size > SourceLimits.FileBytes)
        {
            return null;
        }

        try
        {
            using var content = blob.GetContentStream();
            using var status = JsonDocument.Parse(content);
            return status.RootElement.ValueKind == JsonValueKind.Object && status.RootElement.TryGetProperty("site", out var site) && site.ValueKind == JsonValueKind.String
                ? site.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
