using System.Text;

namespace Reconciler.Reconciliation.Drift;

/// <summary>
/// Asterisk writes voicemail.conf anew, and with it each file that it includes, when the user of some mailbox changes his PIN. Such a file is other than
/// the published one and no drift: it says the same but for PINs.
/// </summary>
internal static class VoicemailRewrite
{
    /// <summary>Whether two files have the same mailboxes, whatever the PINs that their users may change.</summary>
    public static bool IsSame(ReadOnlySpan<byte> published, ReadOnlySpan<byte> found)
    {
        var intended = Read(published);
        var there = Read(found);
        return intended.Count == there.Count && intended.Zip(there).All(pair => IsSame(pair.First, pair.Second));
    }

    private static bool IsSame(Line published, Line found) =>
        published.Section == found.Section && published.Name == found.Name && published.Rest == found.Rest
        && (!published.Pin.StartsWith('-') || published.Pin == found.Pin);

    private static List<Line> Read(ReadOnlySpan<byte> bytes)
    {
        var lines = new List<Line>();
        var section = "";
        foreach (var raw in Encoding.UTF8.GetString(bytes).Split('\n'))
        {
            var text = WithoutComment(raw).Trim();
            if (text.StartsWith('[') && text.EndsWith(']'))
            {
                section = text;
            }
            else if (text.Length > 0)
            {
                lines.Add(Parse(section, text));
            }
        }

        return lines;
    }

    private static Line Parse(string section, string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return new Line(section, text, "", "");
        }

        var value = text[(equals + 1)..].TrimStart('>').Trim();
        var comma = value.IndexOf(',', StringComparison.Ordinal);
        return comma < 0
            ? new Line(section, text[..equals].Trim(), value, "")
            : new Line(section, text[..equals].Trim(), value[..comma], value[comma..]);
    }

    private static string WithoutComment(string line)
    {
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == ';' && (i == 0 || line[i - 1] != '\\'))
            {
                return line[..i];
            }
        }

        return line;
    }

    private sealed record Line(string Section, string Name, string Pin, string Rest);
}
