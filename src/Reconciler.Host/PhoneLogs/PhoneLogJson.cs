using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reconciler.Host.Json;

namespace Reconciler.Host.PhoneLogs;

/// <summary>A phone's log as JSON: a line each in the file, a list for programs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(PhoneLogLine))]
[JsonSerializable(typeof(IReadOnlyList<PhoneLogLine>))]
internal sealed partial class PhoneLogJson : JsonSerializerContext
{
    public static PhoneLogJson OneLine => Formats.OneLine;

    // A type of its own: the generated Default must be there before its options are copied.
    private static class Formats
    {
        public static readonly PhoneLogJson OneLine = new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
