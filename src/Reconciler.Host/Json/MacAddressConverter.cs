using System.Text.Json;
using System.Text.Json.Serialization;
using Reconciler.Core.Fleets;

namespace Reconciler.Host.Json;

/// <summary>12 lower-case hex digits, as a value and as a key.</summary>
internal sealed class MacAddressConverter : JsonConverter<MacAddress>
{
    public override MacAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    public override void Write(Utf8JsonWriter writer, MacAddress value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

    public override MacAddress ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

    public override void WriteAsPropertyName(Utf8JsonWriter writer, MacAddress value, JsonSerializerOptions options) => writer.WritePropertyName(value.ToString());

    private static MacAddress Parse(string? text) => MacAddress.TryParse(text, out var mac) ? mac : throw new JsonException("not a MAC address");
}
