using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Reconciler.Core.Dhcp;

/// <summary>
/// The fragment for Kea: members of its <c>Dhcp4</c> object, without the braces around them, because Kea's include puts a file's text
/// where it stands.
/// </summary>
internal static class KeaFile
{
    private const string Header =
        "// Made by reconciler from the repository. Changes made here are lost: change the repository.\n" +
        "// Kea's own file takes it inside \"Dhcp4\": { ... } by <?include \"kea.json\"?> with the absolute path.\n";

    private static readonly JsonWriterOptions Format = new()
    {
        Indented = true,
        NewLine = "\n",

        // The file is no web page, and Kea's parser knows few escapes.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Of(ImmutableArray<ProvisioningOptions> options, IEnumerable<Reservation> reservations)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            json.WriteStartObject();
            if (options.Any(o => o.ServerAddress is not null))
            {
                WriteDefinition(json);
            }

            WriteClasses(json, options);
            WriteReservations(json, reservations);
            json.WriteEndObject();
        }

        var members = Encoding.UTF8.GetString(buffer.WrittenSpan).Trim('{', '}', '\n');
        return Encoding.UTF8.GetBytes($"{Header}{members}\n");
    }

    /// <summary>Option 150 is not one of Kea's own.</summary>
    private static void WriteDefinition(Utf8JsonWriter json)
    {
        json.WriteStartArray("option-def");
        json.WriteStartObject();
        json.WriteString("name", "tftp-servers");
        json.WriteNumber("code", 150);
        json.WriteString("space", "dhcp4");
        json.WriteString("type", "ipv4-address");
        json.WriteBoolean("array", true);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteClasses(Utf8JsonWriter json, ImmutableArray<ProvisioningOptions> options)
    {
        json.WriteStartArray("client-classes");
        foreach (var family in options)
        {
            WriteClass(json, family);
        }

        json.WriteEndArray();
    }

    private static void WriteClass(Utf8JsonWriter json, ProvisioningOptions options)
    {
        json.WriteStartObject();
        json.WriteString("name", options.Class.Tag);
        if (options.Class.VendorClass is { } prefix)
        {
            json.WriteString("test", $"substring(option[60].hex,0,{prefix.Length}) == '{prefix}'");
        }

        json.WriteStartArray("option-data");
        WriteOption(json, "tftp-server-name", options.ServerName);
        foreach (var option in options.Class.AlsoIn)
        {
            WriteUnnamedOption(json, option, options.ServerName);
        }

        if (options.ServerAddress is { } address)
        {
            WriteOption(json, "tftp-servers", address);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOption(Utf8JsonWriter json, string name, string data)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("data", data);
        json.WriteEndObject();
    }

    /// <summary>One that Kea has no name for is given as its bytes.</summary>
    private static void WriteUnnamedOption(Utf8JsonWriter json, int code, string text)
    {
        json.WriteStartObject();
        json.WriteNumber("code", code);
        json.WriteString("space", "dhcp4");
        json.WriteBoolean("csv-format", false);
        json.WriteString("data", Convert.ToHexString(Encoding.UTF8.GetBytes(text)));
        json.WriteEndObject();
    }

    private static void WriteReservations(Utf8JsonWriter json, IEnumerable<Reservation> reservations)
    {
        // They stand outside any subnet: which subnet the phones are in is the administrator's business.
        json.WriteBoolean("reservations-global", true);
        json.WriteStartArray("reservations");
        foreach (var reservation in reservations)
        {
            json.WriteStartObject();
            json.WriteString("hw-address", reservation.HardwareAddress);
            if (reservation.Address is { } address)
            {
                json.WriteString("ip-address", address);
            }

            if (reservation.Tag is { } tag)
            {
                json.WriteStartArray("client-classes");
                json.WriteStringValue(tag);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
