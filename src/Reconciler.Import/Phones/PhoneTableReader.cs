using System.Globalization;
using System.Text;
using Reconciler.Core.Fleets;
using Reconciler.Import.Inputs;

namespace Reconciler.Import.Phones;

/// <summary>Reads inventories: CSV with commas, semicolons or tabs, quotes or none, and the columns in any order under the names that people give them.</summary>
internal sealed class PhoneTableReader(ImportFindings findings)
{
    private static readonly Dictionary<string, string[]> Columns = new(StringComparer.Ordinal)
    {
        ["mac"] = ["mac", "macaddress", "hardwareaddress", "deviceaddress", "devicemac", "macadresse"],
        ["model"] = ["model", "type", "devicemodel", "phonemodel", "product", "devicetemplate", "modell"],
        ["extension"] = ["extension", "ext", "number", "exten", "extensionnumber", "nebenstelle", "durchwahl"],
        ["name"] = ["name", "displayname", "fullname", "user", "effectivecalleridname", "calleridname", "description"],
        ["description"] = ["location", "room", "place", "comment", "note", "devicedescription", "raum"],
        ["secret"] = ["secret", "sippassword", "sipsecret", "password"],
        ["mailbox"] = ["voicemailenable", "voicemailenabled", "voicemail", "mailbox"],
        ["pin"] = ["voicemailvmpwd", "vmpwd", "voicemailpassword", "voicemailpin", "pin"],
        ["seconds"] = ["ringtimer", "calltimeout"],
        ["technology"] = ["tech", "technology"],
        ["email"] = ["email", "voicemailmailto", "emailaddress", "voicemailemail"],
        ["context"] = ["context", "usercontext"],
    };

    /// <summary>True where the first line names a MAC's or an extension's column.</summary>
    public static bool IsTable(string text)
    {
        var header = Header(text);
        return header.Count > 1 && (header.ContainsKey("mac") || header.ContainsKey("extension"));
    }

    public IEnumerable<InventoryRow> Read(InputFile file, string text)
    {
        var header = Header(text);
        var (separator, others) = (SeparatorOf(text), new Dictionary<int, int>());
        foreach (var (line, cells) in Rows(file, text, separator).Skip(1))
        {
            if (cells.TrueForAll(c => c.Length == 0))
            {
                continue;
            }

            var (macText, modelText) = (Cell("mac"), Cell("model"));
            MacAddress? mac = null;
            if (macText.Length > 0)
            {
                if (!MacAddress.TryParse(macText, out var parsed))
                {
                    findings.Refuse(file.Name, line, $"\"{macText}\" is no MAC address of 12 hex digits; where Excel has made a number of it (2.58E+11), format the column as text.");
                    continue;
                }

                mac = parsed;
            }

            var model = ModelNames.Find(modelText);
            if (model is null && modelText.Length > 0)
            {
                findings.Left(file.Name, line, $"\"{modelText}\" is no model that Reconciler provisions.");
            }

            foreach (var i in Enumerable.Range(0, cells.Count).Where(i => cells[i].Length > 0 && !header.ContainsValue(i)))
            {
                others[i] = others.GetValueOrDefault(i) + 1;
            }

            yield return new InventoryRow(file.Name, line, mac, model, Cell("extension"), Cell("name"), Cell("description"), Cell("secret"), Cell("mailbox"), Cell("email"), Cell("context"))
            {
                Pin = Cell("pin"),
                RingSeconds = int.TryParse(Cell("seconds"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds : null,
                Technology = Cell("technology").ToUpperInvariant(),
            };

            string Cell(string column) => header.TryGetValue(column, out var at) && at < cells.Count ? cells[at] : "";
        }

        if (others.Count > 0)
        {
            var names = Split(text[..Math.Max(0, text.AsSpan().IndexOfAny('\r', '\n'))], separator);
            findings.Left(file.Name, 1, $"No spec says what these columns hold: {string.Join(", ", others.Keys.Order().Select(i => i < names.Count ? names[i] : $"column {i + 1}"))}.");
        }
    }

    private static Dictionary<string, int> Header(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var cells = Split(end < 0 ? text : text[..end], SeparatorOf(text));
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var names = cells.ConvertAll(c => string.Concat(c.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant());
        foreach (var (column, wanted) in Columns)
        {
            // The first of the names that is there: an export may have several, such as password beside secret.
            if (wanted.Select(w => names.IndexOf(w)).FirstOrDefault(i => i >= 0, -1) is >= 0 and var at)
            {
                found[column] = at;
            }
        }

        // Without phones a type is the channel's, and says nothing of a model.
        if (!found.ContainsKey("mac"))
        {
            found.Remove("model");
        }

        return found;
    }

    private static char SeparatorOf(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var first = end < 0 ? text : text[..end];
        return new[] { ',', ';', '\t' }.MaxBy(c => first.Count(x => x == c));
    }

    private IEnumerable<(int Line, List<string> Cells)> Rows(InputFile file, string text, char separator)
    {
        var (line, start, number) = (new StringBuilder(), 1, 0);
        foreach (var part in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            start = line.Length == 0 ? number : start;
            line.Append(line.Length == 0 ? "" : " ").Append(part);
            if (line.ToString().Count(c => c == '"') % 2 == 0)
            {
                yield return (start, Split(line.ToString(), separator));
                line.Clear();
            }
        }

        if (line.Length > 0)
        {
            findings.Refuse(file.Name, start, "A quote is opened here and never closed.");
        }
    }

    private static List<string> Split(string line, char separator)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"')
            {
                if (quoted && i + 1 < line.Length && line[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (line[i] == separator && !quoted)
            {
                cells.Add(Clean(cell));
            }
            else
            {
                cell.Append(line[i]);
            }
        }

        cells.Add(Clean(cell));
        return cells;
    }

    // Excel keeps digits as text by ="0123".
    private static string Clean(StringBuilder cell)
    {
        var text = cell.ToString().Trim().TrimStart('\'');
        cell.Clear();
        return text.StartsWith('=') ? text[1..].Trim() : text;
    }
}
