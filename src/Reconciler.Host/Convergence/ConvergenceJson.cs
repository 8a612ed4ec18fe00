using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reconciler.Host.Json;

namespace Reconciler.Host.Convergence;

/// <summary>How the phones' book, their summary and the list of phones are written as JSON.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(CommitIdConverter), typeof(MacAddressConverter), typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(PhoneBook))]
[JsonSerializable(typeof(ConvergenceSummary))]
[JsonSerializable(typeof(PhoneList))]
internal sealed partial class ConvergenceJson : JsonSerializerContext
{
    /// <summary>For people: indented, and nothing escaped that UTF-8 can hold.</summary>
    public static ConvergenceJson Readable => Formats.Readable;

    // A type of its own: the generated Default must be there before its options are copied.
    private static class Formats
    {
        public static readonly ConvergenceJson Readable = new(new JsonSerializerOptions(Default.Options)
        {
            WriteIndented = true,
            NewLine = "\n",
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        });
    }
}
