using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LibGit2Sharp;
using Reconciler.Core.Digests;
using Reconciler.Core.Sources;

namespace Reconciler.Git.StatusBranches;

/// <summary>Whose a status branch is, by what its last commit says.</summary>
internal static class StatusOwner
{
    // Of the state's identity, so that the branch does not show by what a root's owner is known.
    private const int WriterDigits = 12;
    private const string WriterTrailer = "Recorded-By: reconciler ";

    /// <summary>The message with the writer's mark as its last line.</summary>
    public static string Signed(string message, string? writer) =>
        writer is null ? message : $"{message.TrimEnd('\n')}\n\n{WriterTrailer}{MarkOf(writer)}\n";

    /// <summary>True where the commit carries the mark of another state than <paramref name="writer"/>.</summary>
    public static bool IsOfAnother(Commit tip, string? writer) =>
        writer is not null
        && tip.Message.Split('\n').LastOrDefault(line => line.StartsWith(WriterTrailer, StringComparison.Ordinal)) is { } line
        && line[WriterTrailer.Length..].Trim() != MarkOf(writer);

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

    private static string MarkOf(string writer) => Digest.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(writer))).ToString()[..WriterDigits];
}
