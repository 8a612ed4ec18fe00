using System.Buffers;
using System.IO.Pipelines;
using System.Text;

namespace Reconciler.Host.Ami;

/// <summary>Cuts a stream into lines, and lines into messages, within limits.</summary>
internal sealed class AmiReader(Stream stream, int longestMessage = AmiReader.LongestMessage)
{
    /// <summary>Asterisk's own configuration lines end at 8 KiB; what it prints of them is little longer.</summary>
    public const int LongestLine = 64 * 1024;

    /// <summary>The longest answer that is one message: the categories of a file of 100,000 sections take 8 MiB.</summary>
    public const int LongestMessage = 32 * 1024 * 1024;

    /// <summary>The memory that a header costs besides its text; without it a message of empty lines would cost many times its length.</summary>
    public const int HeaderCost = 64;

    private readonly PipeReader _pipe = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 64 * 1024, leaveOpen: true));

    /// <summary>The next line without its end; null: the other side has closed.</summary>
    /// <exception cref="InvalidDataException">A line without an end.</exception>
    public async ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!_pipe.TryRead(out var result))
            {
                result = await _pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
            }

            var buffer = result.Buffer;
            if (buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = Decode(buffer.Slice(0, end));
                _pipe.AdvanceTo(buffer.GetPosition(1, end));
                return line;
            }

            _pipe.AdvanceTo(buffer.Start, buffer.End);
            if (buffer.Length > LongestLine)
            {
                throw new InvalidDataException($"a line is longer than {LongestLine} bytes");
            }

            if (result.IsCompleted)
            {
                return null;
            }
        }
    }

    /// <summary>The next message; null: the other side has closed, perhaps within a message.</summary>
    /// <exception cref="InvalidDataException">A message over the limit.</exception>
    public async ValueTask<AmiMessage?> ReadMessageAsync(CancellationToken cancellationToken)
    {
        var headers = new List<KeyValuePair<string, string>>();
        var size = 0;
        while (await ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (line.Length == 0)
            {
                if (headers.Count > 0)
                {
                    return new AmiMessage(headers) { Cost = size };
                }

                continue;
            }

            size += line.Length + HeaderCost;
            if (size > longestMessage)
            {
                throw new InvalidDataException($"a message is longer than {longestMessage} bytes");
            }

            // A line without a colon is the rest of a value with a line break in it; nothing that is compared has one.
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0)
            {
                var start = colon + 1 < line.Length && line[colon + 1] == ' ' ? colon + 2 : colon + 1;
                headers.Add(new(line[..colon], line[start..]));
            }
        }

        return null;
    }

    private static string Decode(ReadOnlySequence<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return text.EndsWith('\r') ? text[..^1] : text;
    }
}
