using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reconciler.Cli.Forges;

/// <summary>A user as the forges name one: GitHub and Gitea by <c>login</c>, GitLab by <c>username</c>.</summary>
internal sealed record ForgeUser
{
    public long? Id { get; init; }

    public string? Login { get; init; }

    public string? Username { get; init; }

    public string? Name => Login ?? Username;

    /// <summary>True: both are one account. By its number where both have it, since a name can change hands.</summary>
    public bool Is(ForgeUser? other) => other is not null
        && (Id is { } id && other.Id is { } otherId ? id == otherId : Name is not null && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase));
}

/// <summary>A comment of a listing: GitHub and Gitea name its <c>user</c>, GitLab its <c>author</c>.</summary>
internal sealed record ForgeComment
{
    public required long Id { get; init; }

    public string? Body { get; init; }

    public ForgeUser? User { get; init; }

    public ForgeUser? Author { get; init; }
}

/// <summary>The body of a request that makes or changes a comment.</summary>
internal sealed record ForgeCommentText(string Body);

/// <summary>A question to GitHub's GraphQL interface.</summary>
internal sealed record GraphQuestion(string Query);

/// <summary>Its answer to who is asking.</summary>
internal sealed record GraphAnswer(GraphViewer? Data);

/// <summary>The part of the answer that names the account.</summary>
internal sealed record GraphViewer(ForgeUser? Viewer);

/// <summary>A forge's answer to a refused request; GitLab may answer with an object, which is not shown.</summary>
internal sealed record ForgeRefusal
{
    public JsonElement Message { get; init; }
}

/// <summary>The forges' JSON, without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(List<ForgeComment>))]
[JsonSerializable(typeof(ForgeCommentText))]
[JsonSerializable(typeof(ForgeUser))]
[JsonSerializable(typeof(GraphQuestion))]
[JsonSerializable(typeof(GraphAnswer))]
[JsonSerializable(typeof(ForgeRefusal))]
internal sealed partial class ForgeJson : JsonSerializerContext;
