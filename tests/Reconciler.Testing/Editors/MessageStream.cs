using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Reconciler.Testing.Editors;

/// <summary>The frames of the Language Server Protocol: a header with the length, an empty line, JSON.</summary>
internal static class MessageStream
{
    private const string Length = "Content-Length: ";

    public static void Write(Stream stream, JsonObject message)
    {
        var content = Encoding.UTF8.GetBytes(message.ToJsonString());
        stream.Write(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Length}{content.Length}\r\n\r\n")));
        stream.Write(content);
        stream.Flush();
    }

    /// <summary>The next message; null: the stream has ended.</summary>
    public static async Task<JsonNode?> ReadAsync(Stream stream)
    {
        var length = 0;
        for (var line = await ReadLineAsync(stream); line is not ""; line = await ReadLineAsync(stream))
        {
            if (line is null)
            {
                return null;
            }

            length = line.StartsWith(Length, StringComparison.Ordinal) ? int.Parse(line[Length.Length..], CultureInfo.InvariantCulture) : length;
        }

        var content = new byte[length];
        await stream.ReadExactlyAsync(content);
        return JsonNode.Parse(content);
    }

    private static async Task<string?> ReadLineAsync(Stream stream)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one) == 1)
        {
            if (one[0] == '\n')
            {
                return line.ToString().TrimEnd('\r');
            }

            line.Append((char)one[0]);
        }

        return null;
    }
}
