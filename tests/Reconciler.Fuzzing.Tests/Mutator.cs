using System.Text;

namespace Reconciler.Fuzzing.Tests;

/// <summary>Changes of an input, the same by the same seed: bytes, blocks, words of the field, parts of another input.</summary>
internal sealed class Mutator(int seed)
{
#pragma warning disable CA5394 // the same changes by the same seed, no secret
    private const int Longest = 8_192;
    private const int MostChanges = 6;

    private static readonly byte[][] Words =
    [
        .. ((string[])["- ", ": ", "{", "}", "[", "]", "\"", "'", "|\n", ">\n", "&a ", "*a", "!!x ", "<<", "---\n", "...\n", "#", "%", "\t", "\r\n", "\n", "\0", "\u200b", "\ufeff",
            "null", "true", "~", "0x", "-1", "99999999999999999999", "1e999", "secret: ", "value: ", "derive: ", "env: ", "${EXTEN}", ";", "=>", "..", "/", "\\", "*", "?", "L", "W", "#1", ",", "Response: ", "Event: "])
            .Select(Encoding.UTF8.GetBytes),
        [0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xef, 0xbb, 0xbf],
    ];

    private readonly Random _random = new(seed);

    public T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    public byte[] Change(byte[] input, byte[] other)
    {
        var bytes = input.ToList();
        for (var left = _random.Next(MostChanges) + 1; left > 0; left--)
        {
            ChangeOnce(bytes, other);
        }

        return [.. bytes.Take(Longest)];
    }

    private void ChangeOnce(List<byte> bytes, byte[] other)
    {
        var at = _random.Next(bytes.Count + 1);
        var length = Math.Min(_random.Next(1, 1 << _random.Next(1, 8)), bytes.Count - at);
        switch (_random.Next(8))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)_random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(_random.Next(bytes.Count + 1), bytes.GetRange(at, length));
                break;
            case 4:
                bytes.InsertRange(at, Enumerable.Repeat(bytes.GetRange(at, length), _random.Next(1, 40)).SelectMany(block => block).Take(Longest));
                break;
            case 5:
                var from = _random.Next(other.Length + 1);
                bytes.InsertRange(at, other.Skip(from).Take(_random.Next(200)));
                break;
            default:
                bytes.InsertRange(at, Pick(Words));
                break;
        }
    }
#pragma warning restore CA5394
}
