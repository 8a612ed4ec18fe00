using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Reconciler.Specs.Yaml;

/// <summary>
/// Reads a file's YAML documents from parser events into nodes. Whatever the bytes are, the result is documents and findings, never an
/// exception; depth, sizes and everything that could multiply content are bounded while reading.
/// </summary>
internal sealed class YamlReader
{
    private readonly Parser _parser;
    private readonly FileFindings _findings;
    private readonly Stack<NodeEvent> _open = new();

    // Of the lists and mappings that are being read, what they hold so far, the innermost last.
    private readonly List<SpecNode> _items = [];
    private readonly List<MapEntry> _entries = [];

    private YamlReader(string text, FileFindings findings)
    {
        _parser = new Parser(new StringReader(text));
        _findings = findings;
    }

    /// <summary>The roots of all documents that could be read whole; empty documents are left out.</summary>
    public static IReadOnlyList<SpecNode> Read(ReadOnlySpan<byte> bytes, FileFindings findings)
    {
        var documents = new List<SpecNode>();
        if (SourceText.Decode(bytes, findings) is { } text)
        {
            new YamlReader(text, findings).ReadAll(documents);
        }

        return documents;
    }

    private void ReadAll(List<SpecNode> documents)
    {
        try
        {
            while (_parser.MoveNext())
            {
                if (_parser.Current is DocumentStart start)
                {
                    RefuseDirectives(start);
                }
                else if (_parser.Current is NodeEvent or AnchorAlias)
                {
                    var root = ReadNode(confidential: false);
                    if (root is null)
                    {
                        return;
                    }

                    if (root is not ScalarNode { Text: "", Plain: true })
                    {
                        documents.Add(root);
                    }
                }
            }
        }
        catch (YamlException exception)
        {
            YamlProblem.Report(exception, _parser.Current, _open, _findings);
        }
        catch (ArgumentException)
        {
            // So the parser refuses a tag that is no URI; its words quote the file.
            YamlProblem.ReportTag(_parser.Current?.End ?? Mark.Empty, _findings);
        }
        catch (InvalidOperationException)
        {
            // The parser's state machine gives up so on some unclosed flow collections.
            YamlProblem.ReportAt(_parser.Current?.End ?? Mark.Empty, _open, _findings);
        }
    }

    private void RefuseDirectives(DocumentStart start)
    {
        if (start.Version is not null || start.Tags?.Any(tag => tag.Handle is not ("!" or "!!")) == true)
        {
            Add(Codes.YamlTag, start, "YAML directives (%YAML, %TAG) are not used here.", "Remove the line.");
        }
    }

    /// <summary>The node at the current event, read to its end; null when reading must stop.</summary>
    private SpecNode? ReadNode(bool confidential)
    {
        var current = _parser.Current!;
        if (current is AnchorAlias)
        {
            Add(Codes.YamlAnchor, current, "YAML aliases (*name) are not used here.", "Share settings in a profile.");
            return new ScalarNode("", plain: true, Line(current), Column(current));
        }

        // The parser may end a mapping between a key and its value; that is the user's slip as well.
        if (current is not NodeEvent node)
        {
            YamlProblem.ReportAt(current.Start, _open, _findings);
            return null;
        }

        if (!node.Anchor.IsEmpty)
        {
            Add(Codes.YamlAnchor, node, "YAML anchors (&name) are not used here.", "Share settings in a profile.");
        }

        if (!node.Tag.IsEmpty)
        {
            Add(Codes.YamlTag, node, "YAML tags (!name) are not used here.", "Remove the tag.");
        }

        if (node is Scalar scalar)
        {
            return ReadScalar(scalar);
        }

        if (_open.Count >= SourceLimits.Depth)
        {
            Add(Codes.TooDeep, node, $"Lists and mappings are nested deeper than {SourceLimits.Depth} levels here.");
            return null;
        }

        _open.Push(node);
        SpecNode? read = node is MappingStart ? ReadMap(node, confidential) : ReadList(node, confidential);
        if (read is not null)
        {
            _open.Pop();
        }

        return read;
    }

    private ScalarNode? ReadScalar(Scalar scalar)
    {
        var text = scalar.Value;
        if (text.Length > SourceLimits.ScalarBytes / 4 && Encoding.UTF8.GetByteCount(text) > SourceLimits.ScalarBytes)
        {
            Add(Codes.ScalarTooLong, scalar, "This text is longer than 64 KiB.");
            return null;
        }

        if (ScalarText.Problem(text) is { } problem)
        {
            Add(Codes.ControlCharacter, scalar, problem, "Write it on one line, without control characters.");
            text = "";
        }

        return new ScalarNode(text, scalar.Style == ScalarStyle.Plain, Line(scalar), Column(scalar));
    }

    private ListNode? ReadList(NodeEvent start, bool confidential)
    {
        var first = _items.Count;
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            if (ReadNode(confidential) is not { } item)
            {
                return null;
            }

            _items.Add(item);
        }

        return new ListNode(Take(_items, first), Line(start), Column(start));
    }

    private MapNode? ReadMap(NodeEvent start, bool confidential)
    {
        var keys = new MapKeys(_findings, _entries, confidential);
        var first = _entries.Count;
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            if (ReadNode(confidential) is not { } key || !_parser.MoveNext())
            {
                return null;
            }

            var name = key as ScalarNode;
            if (ReadNode(confidential || (name is not null && Confidential.Covers(name.Text))) is not { } value)
            {
                return null;
            }

            if (keys.Accept(key))
            {
                _entries.Add(new MapEntry(name!, value));
            }
        }

        return new MapNode(Take(_entries, first), Line(start), Column(start));
    }

    private static ImmutableArray<T> Take<T>(List<T> read, int first)
    {
        var taken = ImmutableArray.Create(CollectionsMarshal.AsSpan(read)[first..]);
        read.RemoveRange(first, taken.Length);
        return taken;
    }

    private void Add(DiagnosticCode code, ParsingEvent at, string message, string? hint = null) =>
        _findings.Add(code, Line(at), Column(at), message, hint);

    private static int Line(ParsingEvent at) => (int)at.Start.Line;

    private static int Column(ParsingEvent at) => (int)at.Start.Column;
}
