using System.Text;
using System.Text.RegularExpressions;
using Reconciler.Import.Inputs;

namespace Reconciler.Import.Asterisk;

/// <summary>Reads Asterisk's .conf files: sections, templates, additions, comments and <c>#include</c>.</summary>
/// <param name="files">All files of the import, among which those included are looked for by their names.</param>
/// <param name="findings">Takes what cannot be read.</param>
internal sealed partial class ConfFileReader(IReadOnlyDictionary<string, (InputFile File, string Text)> files, ImportFindings findings)
{
    private const int DeepestInclude = 10;
    private readonly Dictionary<string, List<ConfLine>> _templates = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ConfSectionText> _sections = [];
    private List<ConfLine>? _lines;

    /// <summary>Files that others include, which are no files of their own.</summary>
    public HashSet<string> Included()
    {
        var included = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (file, text) in files.Values)
        {
            foreach (var line in text.AsSpan().EnumerateLines())
            {
                if (line.TrimStart() is ['#', ..] && Include.Match(line.ToString()) is { Success: true } include)
                {
                    included.UnionWith(Files(include.Groups["path"].Value.Trim(), file).Where(f => f.File.Name != file.Name).Select(f => f.File.Name));
                }
            }
        }

        return included;
    }

    public IReadOnlyList<ConfSectionText> Read(InputFile file, string text)
    {
        _sections.Clear();
        _lines = null;
        Read(file, text, 0);
        return [.. _sections.Select(s => s with { Lines = [.. s.Lines] })];
    }

    [GeneratedRegex(@"^\s*#(?<try>try)?include\s+[""<]?(?<path>[^"">]+)[""]?>?", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Include { get; }

    [GeneratedRegex(@"^\s*\[(?<name>[^\]]+)\](\((?<options>[^)]*)\))?", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Section { get; }

    private void Read(InputFile file, string text, int depth)
    {
        var (number, inComment) = (0, false);
        foreach (var raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            var line = WithoutComment(raw, ref inComment).Trim();
            if (line.Length == 0)
            {
                continue;
            }

            if (line[0] == '#')
            {
                Directive(file, number, line, depth);
            }
            else if (Section.Match(line) is { Success: true } section)
            {
                Begin(file, number, section);
            }
            else if (line.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
            {
                var value = line[(equals + 1)..];
                value = value.StartsWith('>') ? value[1..] : value;
                if (_lines is null)
                {
                    findings.Left(file.Name, number, "The line stands before any [section].");
                }

                _lines?.Add(new ConfLine(line[..equals].TrimEnd().TrimEnd('+').Trim(), value.Trim(), file.Name, number));
            }
            else
            {
                findings.Left(file.Name, number, "The line is no section, setting or include.");
            }
        }
    }

    private void Directive(InputFile file, int number, string line, int depth)
    {
        if (Include.Match(line) is not { Success: true } include)
        {
            findings.Left(file.Name, number, $"{line.Split(' ', '\t')[0]} runs or reads what an import must not.");
            return;
        }

        var pattern = include.Groups["path"].Value.Trim();
        var found = Files(pattern, file);
        if (found.Count == 0 && !include.Groups["try"].Success)
        {
            findings.Left(file.Name, number, $"The included file {pattern} is not among those that were given.");
        }

        foreach (var (other, text) in found)
        {
            if (depth >= DeepestInclude || other.Name == file.Name)
            {
                findings.Refuse(file.Name, number, $"{pattern} includes itself.");
                return;
            }

            Read(other, text, depth + 1);
        }
    }

    /// <summary>
    /// The files that an include names, by as much of its path as they have: nobody knows where the folders that were given lay. What a pattern names is never the file itself.
    /// </summary>
    private List<(InputFile File, string Text)> Files(string pattern, InputFile from)
    {
        var isPattern = pattern.Contains('*', StringComparison.Ordinal);
        for (var rest = pattern.TrimStart('/'); ; rest = rest[(rest.IndexOf('/', StringComparison.Ordinal) + 1)..])
        {
            var wanted = new Regex("(^|/)" + Regex.Escape(rest).Replace("\\*", "[^/]*", StringComparison.Ordinal) + "$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
            var found = files.Values.Where(f => wanted.IsMatch(f.File.Name) && !(isPattern && f.File.Name == from.Name)).OrderBy(f => f.File.Name, StringComparer.Ordinal).ToList();
            var isName = !rest.Contains('/', StringComparison.Ordinal);
            if (found.Count > 0 || isName || (isPattern && rest.IndexOf('/', StringComparison.Ordinal) == rest.LastIndexOf('/')))
            {
                return found;
            }
        }
    }

    private void Begin(InputFile file, int number, Match section)
    {
        var name = section.Groups["name"].Value.Trim();
        var options = section.Groups["options"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var isTemplate = options.Contains("!", StringComparer.Ordinal);
        _lines = [];
        foreach (var parent in options.Where(o => o is not ("!" or "+")))
        {
            if (_templates.TryGetValue(parent, out var inherited))
            {
                _lines.AddRange(inherited);
            }
            else
            {
                findings.Left(file.Name, number, $"[{name}] inherits from [{parent}], which is not defined above it.");
            }
        }

        if (options.Contains("+", StringComparer.Ordinal) && _sections.FindLast(s => s.Name == name) is { } there)
        {
            _lines = (List<ConfLine>)there.Lines;
            return;
        }

        _templates[name] = _lines;
        _sections.Add(new ConfSectionText(name, file.Name, number, isTemplate, _lines));
    }

    /// <summary>Without <c>; to the end</c> and <c>;-- between --;</c>; <c>\;</c> is a semicolon.</summary>
    private static string WithoutComment(string line, ref bool inComment)
    {
        var kept = new StringBuilder(line.Length);
        for (var i = 0; i < line.Length; i++)
        {
            var rest = line.AsSpan(i);
            if (inComment)
            {
                if (rest.StartsWith("--;"))
                {
                    inComment = false;
                    i += 2;
                }
            }
            else if (rest.StartsWith("\\;"))
            {
                kept.Append(';');
                i++;
            }
            else if (rest.StartsWith(";--") && !rest.StartsWith(";---"))
            {
                inComment = true;
                i += 2;
            }
            else if (line[i] == ';')
            {
                break;
            }
            else
            {
                kept.Append(line[i]);
            }
        }

        return kept.ToString();
    }
}
