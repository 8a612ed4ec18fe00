using System.Text.Json;
using System.Text.Json.Serialization;
using Reconciler.Host.Storage;

namespace Reconciler.Notifications.CommitStatuses;

/// <summary>The status that the forge has, kept over restarts: <c>commit-status.json</c> in the state. Where it is lost, the same is sent once more.</summary>
/// <param name="Commit">The commit's id.</param>
/// <param name="State">Its state.</param>
internal sealed record ShownStatus(string Commit, CommitState State)
{
    private const string Name = "commit-status.json";

    public static ShownStatus? Load(IStateStorage storage) => StateJson.ReadOrSetAside(storage, Name, ShownStatusJson.Default.ShownStatus);

    public void Save(IStateStorage storage) => storage.Replace(Name, JsonSerializer.SerializeToUtf8Bytes(this, ShownStatusJson.Default.ShownStatus), Durability.Now);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ShownStatus))]
internal sealed partial class ShownStatusJson : JsonSerializerContext;
