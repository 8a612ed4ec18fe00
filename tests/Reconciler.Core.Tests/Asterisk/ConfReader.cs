using System.Globalization;
using System.Text;
using Reconciler.Core.Asterisk;

namespace Reconciler.Core.Tests.Asterisk;

/// <summary>Reads .conf files as Asterisk's main/config.c does, apart from includes, templates and block comments, none of which we write.</summary>
internal static class ConfReader
{
    public sealed record Section(string Name, List<(string Name, string Value)> Settings);

    /// <summary>What Asterisk strips: bytes up to 32, no other white space.</summary>
    private static readonly char[] Blanks = [.. Enumerable.Range(0, 33).Select(c => (char)c)];

    public static List<Section> Read(byte[] bytes)
    {
        var sections = new List<Section>();
        foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n'))
        {
            var text = Uncomment(line).Trim(Blanks);
            if (text.Length == 0)
            {
                continue;
            }

            if (text[0] == '[')
            {
                Assert.EndsWith("]", text, StringComparison.Ordinal);
                sections.Add(new Section(text[1..^1], []));
                continue;
            }

            Assert.NotEqual('#', text[0]);
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            Assert.True(equals > 0, text);
            var value = text[(equals + 1)..];
            value = value.StartsWith('>') ? value[1..] : value;
            Assert.NotEqual('+', text[equals - 1]);
            sections[^1].Settings.Add((text[..equals].Trim(Blanks), value.Trim(Blanks)));
        }

        return sections;
    }

    public static List<DialplanContext> ToDialplan(List<Section> sections) =>
    [
        .. sections.Select(s => new DialplanContext(
            s.Name,
            [.. s.Settings.Where(v => v.Name == "include").Select(v => v.Value)],
            [.. s.Settings.Where(v => v.Name == "exten").Select(v => ToLine(v.Value))])),
    ];

    public static List<Mailbox> ToMailboxes(List<Section> sections) =>
    [
        .. sections.SelectMany(s => s.Settings.Select(v =>
        {
            var fields = v.Value.Split(',');
            Assert.Equal(5, fields.Length);
            return new Mailbox(s.Name, v.Name, fields[0], fields[1], fields[2], [.. fields[4].Split('|')]);
        })),
    ];

    private static DialplanLine ToLine(string value)
    {
        var parts = value.Split(',', 3);
        if (parts[1] == "hint")
        {
            return new DialplanLine(parts[0], DialplanLine.Hint, parts[2], "");
        }

        var open = parts[2].IndexOf('(', StringComparison.Ordinal);
        var close = parts[2].LastIndexOf(')');
        return new DialplanLine(
            parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), parts[2][..open], parts[2][(open + 1)..close]);
    }

    /// <summary>A semicolon ends the line unless a backslash stands before it; no other character is escaped.</summary>
    private static string Uncomment(string line)
    {
        var text = new StringBuilder();
        foreach (var character in line)
        {
            if (character != ';')
            {
                text.Append(character);
            }
            else if (text.Length > 0 && text[^1] == '\\')
            {
                text[^1] = ';';
            }
            else
            {
                break;
            }
        }

        return text.ToString();
    }
}
