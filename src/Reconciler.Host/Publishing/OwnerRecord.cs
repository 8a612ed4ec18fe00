using System.Text.Json;
using System.Text.Json.Serialization;
using Reconciler.Core.Digests;
using Reconciler.Host.Disk;
using Reconciler.Host.Storage;

namespace Reconciler.Host.Publishing;

/// <summary>Who publishes to a root: it is bound to the first that does, so that two sites or two agents never take turns in undoing each other.</summary>
/// <param name="Site">The site's name.</param>
/// <param name="StateId">The id of the state directory; see <see cref="StateIdentity"/>.</param>
/// <param name="StateDirectory">Where that is, for people.</param>
public sealed record OwnerRecord(string Site, string StateId, string StateDirectory)
{
    private const string FileName = "owner.json";

    /// <summary>Binds the root to this owner, or finds it bound already; refuses when it is bound to another. Under the root's lock.</summary>
    public void Claim(PublishedRoot root)
    {
        var path = Path.Combine(root.Home, FileName);
        if (Read(path) is { } owner)
        {
            // The guard judges a new name of the site; the agent is the same.
            if (owner.StateId != StateId)
            {
                throw new PublishFailedException(
                    owner.Site == Site && owner.StateDirectory == StateDirectory
                        ? $"{root.Directory} was published to from a state directory {StateDirectory} that is not the one there now; restore that, or, if it is lost, remove {path}, and "
                            + "the next run publishes everything anew."
                        : $"{root.Directory} belongs to site '{owner.Site}' of the agent with the state directory {owner.StateDirectory}, and this is site '{Site}' with "
                        + $"{StateDirectory}; publish to another directory, or, if that agent is gone for good, remove {path}.",
                    root.Directory);
            }

            if (owner == this)
            {
                return;
            }
        }

        DurableFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(this, PublishingJson.Default.OwnerRecord));
    }

    private static OwnerRecord? Read(string path)
    {
        if (DurableFile.Read(path) is not { } bytes)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(bytes, PublishingJson.Default.OwnerRecord) ?? throw new JsonException();
        }
        catch (JsonException exception)
        {
            throw new PublishFailedException($"{path} cannot be read and says who may publish there; remove it if nothing else does.", path, exception);
        }
    }
}

/// <summary>The id of a state directory, made when it is first used; it stays when the directory is moved.</summary>
public static class StateIdentity
{
    private const string FileName = "id";

    private const int HexDigits = 32;

    /// <summary>The id in the file <c>id</c> of the state directory.</summary>
    public static string Of(IStateStorage state)
    {
        if (state.Read(FileName) is { } bytes)
        {
            var path = state.Locate(FileName);
            var text = System.Text.Encoding.ASCII.GetString(bytes).Trim();
            return text.Length == HexDigits && HexText.IsLowerCase(text)
                ? text
                : throw new PublishFailedException($"{path} does not hold the {HexDigits} hex digits that Reconciler wrote; restore it from a backup.", path);
        }

        var id = System.Security.Cryptography.RandomNumberGenerator.GetHexString(HexDigits, lowercase: true);
        state.Replace(FileName, System.Text.Encoding.ASCII.GetBytes(id + "\n"), Durability.Now);
        return id;
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    NewLine = "\n",
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(OwnerRecord))]
[JsonSerializable(typeof(RunRecord))]
internal sealed partial class PublishingJson : JsonSerializerContext;
