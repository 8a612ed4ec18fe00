using System.Text;

namespace Reconciler.Import.Writing;

/// <summary>One file of specs as text, with the origin of each line.</summary>
internal sealed class YamlFile
{
    private readonly StringBuilder _text = new();
    private readonly List<WrittenOrigin?> _origins = [null];

    private YamlFile(string path) => Path = path;

    public string Path { get; }

    public string Text => _text.ToString();

    /// <summary>The innermost origin of a line, which counts from 1.</summary>
    public WrittenOrigin? OriginAt(int line) => line > 0 && line < _origins.Count ? _origins[line] : null;

    /// <param name="path">Below the site's folder.</param>
    /// <param name="schema">The kind of document, for editors.</param>
    /// <param name="node">The document.</param>
    public static YamlFile Write(string path, string schema, WrittenNode node)
    {
        var file = new YamlFile(path);
        var up = string.Concat(Enumerable.Repeat("../", path.Count(c => c == '/')));
        file.Line($"# yaml-language-server: $schema={up}schema/{schema}.schema.json", null);
        file.Write(node, 0, null, "");
        return file;
    }

    private void Write(WrittenNode node, int depth, WrittenOrigin? origin, string first)
    {
        switch (node)
        {
            case WrittenMap map:
                for (var i = 0; i < map.Entries.Count; i++)
                {
                    var (key, value, own) = map.Entries[i];
                    WriteEntry(Lead(i) + Key(key) + ":", value, depth, own ?? origin);
                }

                break;
            case WrittenList list:
                foreach (var (item, own) in list.Items)
                {
                    if (Inline(item) is { } inline)
                    {
                        Line(Pad(depth) + "- " + inline, own ?? origin);
                    }
                    else
                    {
                        Write(item, depth + 1, own ?? origin, Pad(depth) + "- ");
                    }
                }

                break;
        }

        string Lead(int i) => i == 0 && first.Length > 0 ? first : Pad(depth);
    }

    private void WriteEntry(string lead, WrittenNode value, int depth, WrittenOrigin? origin)
    {
        if (Inline(value) is { } inline)
        {
            Line($"{lead} {inline}", origin);
            return;
        }

        Line(lead, origin);
        Write(value, depth + 1, origin, "");
    }

    /// <summary>Scalars, and maps and lists of so little that a person would write them on one line; null: on lines of their own.</summary>
    private static string? Inline(WrittenNode node)
    {
        const int Longest = 90;
        var text = node switch
        {
            WrittenText scalar => Scalar(scalar),
            WrittenMap { Entries.Count: 0 } => "{}",
            WrittenMap map when map.Entries.Count <= 4 && map.Entries.TrueForAll(e => e.Node is WrittenText && e.Origin is null) =>
                "{ " + string.Join(", ", map.Entries.Select(e => $"{Key(e.Key)}: {Scalar((WrittenText)e.Node, inFlow: true)}")) + " }",
            WrittenList list when list.Items.TrueForAll(i => i.Node is WrittenText && i.Origin is null) =>
                "[" + string.Join(", ", list.Items.Select(i => Scalar((WrittenText)i.Node, inFlow: true))) + "]",
            _ => null,
        };
        return text?.Length > Longest && node is not WrittenText ? null : text;
    }

    private static string Key(string key) => IsPlain(key, inFlow: true) || key.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.') && key.Any(c => char.IsAsciiLetter(c)) ? key : Quote(key);

    private static string Scalar(WrittenText scalar, bool inFlow = false) => scalar.Plain || IsPlain(scalar.Value, inFlow) ? scalar.Value : Quote(scalar.Value);

    /// <summary>Letters and blanks that no reader of YAML takes for something else.</summary>
    private static bool IsPlain(string text, bool inFlow) =>
        text.Length is > 0 and < 100 && char.IsLetter(text[0]) && !text.EndsWith(' ')
        && text.All(c => char.IsLetterOrDigit(c) || c is ' ' or '_' or '-' or '.' or '/' or '+' or '@' || (c == '\'' && !inFlow))
        && text.ToUpperInvariant() is not ("TRUE" or "FALSE" or "YES" or "NO" or "ON" or "OFF" or "NULL" or "Y" or "N");

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\t' => quoted.Append("\\t"),
                < ' ' or '\u007f' or (>= '\u0080' and <= '\u00a0') or '\u2028' or '\u2029' or '\ufeff' => quoted.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    private static string Pad(int depth) => new(' ', depth * 2);

    private void Line(string text, WrittenOrigin? origin)
    {
        _text.Append(text).Append('\n');
        _origins.Add(origin);
    }
}
