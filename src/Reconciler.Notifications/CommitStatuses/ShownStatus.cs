using System.Text.Json;
using System.Text.Json.Serialization;
using Reconciler.Host.Disk;

namespace Reconciler.Notifications.CommitStatuses;

/// <summary>The status that the forge has, kept over restarts: <c>commit-status.json</c> in the state directory. Where it is lost, the same is sent once more.</summary>
/// <param name="Commit">The commit's id.</param>
/// <param name="State">Its state.</param>
internal sealed record ShownStatus(string Commit, CommitState State)
{
    public static ShownStatus? Load(string path) =>
        DurableFile.Read(path) is { } bytes ? DurableJson.ParseOrSetAside(path, bytes, ShownStatusJson.Default.ShownStatus) : null;

    public void Save(string path) => DurableFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(this, ShownStatusJson.Default.ShownStatus));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(ShownStatus))]
internal sealed partial class ShownStatusJson : JsonSerializerContext;
