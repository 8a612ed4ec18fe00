using System.Text.RegularExpressions;
using Reconciler.Import.Inputs;

namespace Reconciler.Import.Asterisk;

/// <summary>Reads extensions.conf as numbers with steps; what they come to is judged elsewhere.</summary>
internal sealed partial class DialplanReader(ImportFindings findings)
{
    private readonly Dictionary<string, string> _globals = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Context, string Number), DialplanNumber> _byNumber = [];

    public List<DialplanNumber> Numbers { get; } = [];

    public Dictionary<string, List<string>> Includes { get; } = new(StringComparer.Ordinal);

    public void Read(IReadOnlyList<ConfSectionText> sections)
    {
        foreach (var line in sections.Where(s => s.Name == "globals").SelectMany(s => s.Lines))
        {
            _globals[line.Name] = line.Value;
        }

        foreach (var section in sections.Where(s => !s.IsTemplate && s.Name is not ("general" or "globals")))
        {
            Includes.TryAdd(section.Name, []);
            DialplanNumber? current = null;
            foreach (var line in section.Lines)
            {
                current = Read(section.Name, line, current);
            }
        }
    }

    [GeneratedRegex(@"^(?<application>[A-Za-z0-9_]+)\s*(\((?<data>.*)\)|,(?<data>.*))?$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Call { get; }

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z0-9_]+)\}", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Variable { get; }

    private DialplanNumber? Read(string context, ConfLine line, DialplanNumber? current)
    {
        switch (line.Name.ToUpperInvariant())
        {
            case "INCLUDE":
                Includes[context].Add(line.Value.Split(',')[0].Trim());
                return current;
            case "EXTEN" when line.Value.Split(',', 3, StringSplitOptions.TrimEntries) is [var number, var priority, var step]:
                number = Expand(number);
                if (!_byNumber.TryGetValue((context, number), out current))
                {
                    Numbers.Add(_byNumber[(context, number)] = current = new DialplanNumber(context, number, line.File, line.Line));
                }

                Add(current, priority, step, line);
                return current;
            case "SAME" when current is not null && line.Value.Split(',', 2, StringSplitOptions.TrimEntries) is [var priority, var step]:
                Add(current, priority, step, line);
                return current;
            default:
                findings.Left(line.File, line.Line, $"\"{line.Name}\" in [{context}] stays in the administrator's own dialplan.");
                return current;
        }
    }

    private void Add(DialplanNumber number, string priority, string step, ConfLine line)
    {
        if (priority.Equals("hint", StringComparison.OrdinalIgnoreCase))
        {
            number.Hint = step;
        }
        else if (Call.Match(Expand(step)) is { Success: true } call)
        {
            number.Steps.Add(new DialplanStep(call.Groups["application"].Value, call.Groups["data"].Value, line.File, line.Line));
        }
        else
        {
            findings.Left(line.File, line.Line, $"The step of {number.Number} in [{number.Context}] cannot be read.");
        }
    }

    private string Expand(string text) => Variable.Replace(text, m => _globals.GetValueOrDefault(m.Groups["name"].Value, m.Value));
}
