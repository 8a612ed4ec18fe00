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
    private const int ValuesBetweenChecks = 4_096;

    private readonly Parser _parser;
    private readonly FileFindings _findings;
    private readonly YamlProblem _problem;
    private readonly CancellationToken _cancellation;
    private readonly Stack<NodeEvent> _open = new();
    private readonly List<SpecNode> _documents = [];

    // Of the lists and mappings that are being read, what they hold so far, the innermost last.
    private readonly List<SpecNode> _items = [];
    private readonly List<MapEntry> _entries = [];

    private NodeEvent? _document;
    private bool _isList;
    private bool _isTooMuch;
    private int _values;
    private int _documentFrom;

    private YamlReader(string text, FileFindings findings, CancellationToken cancellationToken)
    {
        _parser = new Parser(new StringReader(text));
        _findings = findings;
        _problem = new YamlProblem(text, _open, findings);
        _cancellation = cancellationToken;
    }

    /// <summary>All documents that could be read, and whether that is all there is.</summary>
    public static YamlReading Read(ReadOnlySpan<byte> bytes, FileFindings findings, CancellationToken cancellationToken)
    {
        if (SourceText.Decode(bytes, findings) is not { } text)
        {
            return new YamlReading([], IsWhole: false, 0);
        }

        findings.Invisible = InvisibleText.Of(text);
        var reader = new YamlReader(text, findings, cancellationToken);
        var isWhole = reader.ReadAll();

        // Of a file that is too much nothing is judged: it was not written by a person.
        return new YamlReading(reader._isTooMuch ? [] : reader._documents, isWhole, reader._values);
    }

    /// <summary>False where reading stopped before the end.</summary>
    private bool ReadAll()
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
                        return false;
                    }

                    if (root is not ScalarNode { Text: "", Plain: true })
                    {
                        _documents.Add(root);
                    }
                }
            }

            return true;
        }
        catch (YamlException exception)
        {
            _problem.Report(exception, _parser.Current);
        }
        catch (ArgumentException)
        {
            // So the parser refuses a tag that is no URI; its words quote the file.
            _problem.ReportTag(_parser.Current?.End ?? Mark.Empty);
        }
        catch (InvalidOperationException)
        {
            // The parser's state machine gives up so on some unclosed flow collections.
            _problem.ReportAt(_parser.Current?.End ?? Mark.Empty);
        }

        if (_open.Count == 0 && _documents.Count > 0 && _parser.Current is MappingEnd or SequenceEnd or Scalar)
        {
            // A document ended and something follows it, most likely by a wrong indentation: so it is not what was meant.
            _documents.RemoveAt(_documents.Count - 1);
        }

        return false;
    }

    private void RefuseDirectives(DocumentStart start)
    {
        if (start.Version is not null || start.Tags?.Any(tag => tag.Handle is not ("!" or "!!")) == true)
        {
            Add(Codes.YamlTag, start, "YAML directives (%YAML, %TAG) are not used here.", "Remove the line.");
        }
    }

    // Everybody writes a star code without quotes once.
    private void AddAlias(ParsingEvent at, string name)
    {
        if (name.Length > 0 && !char.IsAsciiLetter(name[0]))
        {
            Add(Codes.YamlAnchor, at, $"YAML takes *{name} for the name of an alias.", $"Put it in quotes: \"*{name}\".");
        }
        else
        {
            Add(Codes.YamlAnchor, at, "YAML aliases (*name) are not used here.", "Share settings in a profile.");
        }
    }

    /// <summary>The node at the current event, read to its end; null when reading must stop.</summary>
    private SpecNode? ReadNode(bool confidential)
    {
        var current = _parser.Current!;
        if (!Count(current))
        {
            return null;
        }

        if (current is AnchorAlias alias)
        {
            AddAlias(current, alias.Value.Value);
            return new ScalarNode("", plain: true, Line(current), Column(current));
        }

        // The parser may end a mapping between a key and its value; that is the user's slip as well.
        if (current is not NodeEvent node)
        {
            _problem.ReportAt(current.Start);
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

    /// <summary>False where there are too many values; a list at the top holds documents.</summary>
    private bool Count(ParsingEvent current)
    {
        if (++_values % ValuesBetweenChecks == 0)
        {
            _cancellation.ThrowIfCancellationRequested();
        }

        if (_open.Count == 0 || (_open.Count == 1 && _isList))
        {
            _isList = _open.Count == 1 || current is SequenceStart;
            _document = current as NodeEvent;
            _documentFrom = _values;
        }

        if (_values > SourceLimits.FileValues)
        {
            _findings.AddForFile(Codes.TooManyValues, "The file holds more than 400,000 keys, values and items.", "Split it into several files.");
            _isTooMuch = true;
        }
        else if (_values - _documentFrom > SourceLimits.DocumentValues)
        {
            Add(Codes.TooManyValues, _document ?? current, "This document holds more than 20,000 keys, values and items.");
            _isTooMuch = true;
        }

        return !_isTooMuch;
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

        return new ListNode(PopFrom(_items, first), Line(start), Column(start));
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

        return new MapNode(PopFrom(_entries, first), Line(start), Column(start));
    }

    private static ImmutableArray<T> PopFrom<T>(List<T> read, int first)
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
