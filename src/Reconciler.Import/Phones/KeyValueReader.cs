using System.Buffers;
using Reconciler.Core.Phones.Families;
using Reconciler.Import.Inputs;

namespace Reconciler.Import.Phones;

/// <summary>Reads files of lines that say <c>key = value</c>: a Yealink's own, and that of all phones of a model.</summary>
internal sealed class KeyValueReader(ImportFindings findings)
{
    private const string Version = "#!version:";
    private const string Static = "static.";
    private static readonly SearchValues<char> OfNames = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._");
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>The catalogues whose names are looked up, those of families that are not set up by a flat profile.</summary>
    private static readonly DeviceFamily[] Families = [.. DeviceFamilies.All.Where(f => f is not FlatProfileFamily)];

    public static bool IsKeyValue(InputFile file, string text)
    {
        if (text.AsSpan().TrimStart().StartsWith(Version, StringComparison.Ordinal))
        {
            return true;
        }

        if (!file.BaseName.EndsWith(".cfg", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var known = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var equals = line.IndexOf('=');
            if (equals > 0 && IsName(line[..equals].Trim()))
            {
                known++;
            }
        }

        return known > 0;
    }

    /// <summary>Null where the file is refused.</summary>
    public PhoneDump? Read(InputFile file, string text)
    {
        var (elements, number) = (new List<DumpElement>(512), 0);
        var seen = new Dictionary<string, DumpElement>(StringComparer.Ordinal);
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            number++;
            var line = raw.Trim();
            if (line.IsEmpty || line[0] == '#')
            {
                continue;
            }

            var equals = line.IndexOf('=');
            if (equals <= 0)
            {
                if (!text.EndsWith('\n') && text.AsSpan().TrimEnd().EndsWith(line, StringComparison.Ordinal) && line[0] != '[')
                {
                    findings.Refuse(file.Name, number, "The file ends within a line: it is truncated; fetch it again.");
                    return null;
                }

                findings.Left(file.Name, number, "The line is no parameter with a value.");
                continue;
            }

            var element = new DumpElement(NameOf(line[..equals].TrimEnd().ToString()), Shared(line[(equals + 1)..].Trim().ToString()), number);
            if (seen.TryGetValue(element.Name, out var earlier) && earlier.Value != element.Value)
            {
                findings.Note(file.Name, number, $"{element.Name} was given in line {earlier.Line} already, with another value; phones take the last one.");
            }

            seen[element.Name] = element;
            elements.Add(element);
        }

        var models = ModelNames.OfCommonFile(file.BaseName);
        return new PhoneDump
        {
            File = file.Name,
            Mac = models.Count == 0 ? FlatProfileReader.MacOf(file.BaseName) : null,
            Model = null,
            IsOfPhone = false,
            CommonTo = models,
            Elements = [.. elements],
        };
    }

    private static bool IsName(ReadOnlySpan<char> text) => text.Contains('.') && !text.ContainsAnyExcept(OfNames);

    // What older firmware calls without the word that says it outlives a reset.
    private string NameOf(string name) =>
        Shared(Families.Any(f => f.Catalogue.Find(name) is null && f.Catalogue.Find(Static + name) is not null) ? Static + name : name);

    private string Shared(string text)
    {
        if (!_texts.TryGetValue(text, out var shared))
        {
            _texts[text] = shared = text;
        }

        return shared;
    }
}
