using System.Collections.Immutable;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Index;

/// <summary>Reads what <see cref="NodeWriter"/> wrote. Bytes that it did not write are an <see cref="InvalidDataException"/>.</summary>
internal ref struct NodeReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public YamlReading ReadAll()
    {
        var values = Number();
        var documents = new SpecNode[Count()];
        for (var i = 0; i < documents.Length; i++)
        {
            documents[i] = Node();
        }

        return new YamlReading(documents, IsWhole: true, values);
    }

    private SpecNode Node()
    {
        var kind = (NodeKind)Take(1)[0];
        var (line, column) = (Number(), Number());
        switch (kind)
        {
            case NodeKind.PlainScalar or NodeKind.QuotedScalar:
                return new ScalarNode(SharedTexts.Of(Take(Number())), kind == NodeKind.PlainScalar, line, column);
            case NodeKind.List:
                var items = ImmutableArray.CreateBuilder<SpecNode>(Count());
                for (var left = items.Capacity; left > 0; left--)
                {
                    items.Add(Node());
                }

                return new ListNode(items.MoveToImmutable(), line, column);
            case NodeKind.Map:
                var entries = ImmutableArray.CreateBuilder<MapEntry>(Count());
                for (var left = entries.Capacity; left > 0; left--)
                {
                    entries.Add(new MapEntry(Node() as ScalarNode ?? throw Wrong(), Node()));
                }

                return new MapNode(entries.MoveToImmutable(), line, column);
            default:
                throw Wrong();
        }
    }

    /// <summary>Of items that are to come; each has a byte at least.</summary>
    private int Count() => Number() is var count && count <= _rest.Length ? count : throw Wrong();

    private int Number()
    {
        var (number, shift) = (0u, 0);
        while (true)
        {
            var next = Take(1)[0];
            number |= (uint)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return (int)number;
            }

            shift += 7;
        }
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if ((uint)length > (uint)_rest.Length)
        {
            throw Wrong();
        }

        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }

    private static InvalidDataException Wrong() => new("These bytes are no documents.");
}
