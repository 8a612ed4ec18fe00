using System.Text.Json;
using System.Text.Json.Serialization;
using Reconciler.Core.Sources;

namespace Reconciler.Host.Json;

/// <summary>Full ids as text.</summary>
internal sealed class CommitIdConverter : JsonConverter<CommitId>
{
    public override CommitId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        CommitId.TryParse(reader.GetString(), out var commit) ? commit : throw new JsonException("not a commit id");

    public override void Write(Utf8JsonWriter writer, CommitId value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
