using System.Text.Json;
using System.Text.Json.Serialization;
using Reconciler.Host.Storage;

namespace Reconciler.Notifications.Troubles;

/// <summary>Troubles that people know of, kept over restarts: <c>notifications.json</c> in the state. Where it is lost, what stands is told once more.</summary>
public sealed record TroubleRecord
{
    private const string Name = "notifications.json";

    public IReadOnlyList<ToldTrouble> Standing { get; init; } = [];

    /// <summary>The last run of the history that was judged.</summary>
    public DateTimeOffset Seen { get; init; }

    public static TroubleRecord Load(IStateStorage state, DateTimeOffset now) =>
        StateJson.ReadOrSetAside(state, Name, TroubleJson.Default.TroubleRecord) ?? new TroubleRecord { Seen = now };

    public void Save(IStateStorage state) => state.Replace(Name, JsonSerializer.SerializeToUtf8Bytes(this, TroubleJson.Default.TroubleRecord), Durability.Now);
}

/// <summary>A trouble that people know of.</summary>
/// <param name="Key">Its cause.</param>
/// <param name="Subject">As it was told.</param>
/// <param name="Since">Since when it stands.</param>
/// <param name="ToldAt">When it was last told.</param>
/// <param name="GoneSince">Since when it is not seen any more; null: it is.</param>
public sealed record ToldTrouble(string Key, string Subject, DateTimeOffset Since, DateTimeOffset ToldAt, DateTimeOffset? GoneSince);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(TroubleRecord))]
internal sealed partial class TroubleJson : JsonSerializerContext;
