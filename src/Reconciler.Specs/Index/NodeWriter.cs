using System.Buffers;
using System.Text;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Index;

/// <summary>
/// Documents as bytes: of each node its kind, line and column, then a scalar's text, or how many items or entries come and each of them. Numbers are
/// written seven bits a byte, the low ones first; a text is its length in bytes and its UTF-8.
/// </summary>
internal sealed class NodeWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1_024);

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void Clear() => _bytes.ResetWrittenCount();

    public void Write(YamlReading reading)
    {
        Number(reading.Values);
        Number(reading.Documents.Count);
        foreach (var document in reading.Documents)
        {
            Write(document);
        }
    }

    public void Write(ReadOnlySpan<byte> bytes) => _bytes.Write(bytes);

    private void Write(SpecNode node)
    {
        switch (node)
        {
            case ScalarNode scalar:
                Head(scalar.Plain ? NodeKind.PlainScalar : NodeKind.QuotedScalar, node);
                Write(scalar.Text);
                break;
            case ListNode list:
                Head(NodeKind.List, node);
                Number(list.Items.Length);
                foreach (var item in list.Items)
                {
                    Write(item);
                }

                break;
            case MapNode map:
                Head(NodeKind.Map, node);
                Number(map.Entries.Length);
                foreach (var entry in map.Entries)
                {
                    Write(entry.Key);
                    Write(entry.Value);
                }

                break;
            default:
                throw new ArgumentException($"Nobody reads a {node.GetType().Name}.", nameof(node));
        }
    }

    private void Head(NodeKind kind, SpecNode node)
    {
        _bytes.Write([(byte)kind]);
        Number(node.Line);
        Number(node.Column);
    }

    private void Write(string text)
    {
        Number(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, _bytes);
    }

    private void Number(int number)
    {
        const int Longest = 5;
        var span = _bytes.GetSpan(Longest);
        var rest = (uint)number;
        var count = 0;
        while (rest >= 0x80)
        {
            span[count++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        span[count++] = (byte)rest;
        _bytes.Advance(count);
    }
}
