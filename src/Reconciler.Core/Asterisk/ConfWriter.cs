using System.Buffers;
using System.Globalization;
using System.Text;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Text;

namespace Reconciler.Core.Asterisk;

/// <summary>
/// Writes Asterisk's .conf format: the only place that makes such lines. Of what a line cannot hold nothing is mended: it throws
/// <see cref="UnrepresentableTextException"/>.
/// </summary>
internal sealed class ConfWriter
{
    private const string Header =
        "; Made by reconciler from the repository. Changes made here are lost: change the repository.\n";

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private string _section = "";
    private int _lineStart;

    public ConfWriter() => Append(Header);

    /// <summary><c>[name]</c>, after an empty line.</summary>
    public void Section(string name)
    {
        if (ConfText.ProblemOfSection(name) is { } problem)
        {
            throw new UnrepresentableTextException($"the section name after [{_section}]", problem);
        }

        _section = name;
        Append("\n[");
        Append(name);
        Append("]\n");
    }

    /// <summary><c>name = value</c>. The blanks matter: of <c>name =>x</c> Asterisk takes the &gt; away.</summary>
    public void Setting(string name, string value) => Line(name, " =", value);

    /// <summary><c>name => value</c>: mailboxes and the dialplan's includes.</summary>
    public void Entry(string name, string value) => Line(name, " =>", value);

    /// <summary><c>exten => 151,1,Dial(PJSIP/151)</c>, or a hint.</summary>
    public void Extension(DialplanLine line)
    {
        Begin();
        Refuse(ConfText.ProblemOfWord(line.Extension), "the extension", line.Extension);
        Refuse(ConfText.ProblemOfWord(line.Application), "the application of", line.Extension);
        Refuse(ConfText.ProblemOfValue(line.Data), "the application data of", line.Extension);
        Append("exten => ");
        Append(line.Extension);
        if (line.Priority == DialplanLine.Hint)
        {
            Refuse(line.Data.Length > 0 ? "is not empty" : null, "the data of the hint of", line.Extension);
            Append(",hint,");
            Append(line.Application);
        }
        else
        {
            Refuse(line.Priority < 1 ? "is below 1" : null, "the priority of", line.Extension);
            Append(string.Create(CultureInfo.InvariantCulture, $",{line.Priority},"));
            Append(line.Application);
            Append("(");
            Escape(line.Data);
            Append(")");
        }

        End(line.Extension);
    }

    public byte[] ToBytes() => _bytes.WrittenSpan.ToArray();

    private void Line(string name, string sign, string value)
    {
        Begin();
        Refuse(ConfText.ProblemOfName(name), "the name", name);
        Refuse(ConfText.ProblemOfValue(value), "", name);
        Append(name);
        Append(sign);
        if (value.Length > 0)
        {
            Append(" ");
            Escape(value);
        }

        End(name);
    }

    /// <summary>Only <c>;</c> has a meaning inside a value; backslashes, quotes, # and [ are literal.</summary>
    private void Escape(string value) =>
        Append(value.Contains(';', StringComparison.Ordinal) ? value.Replace(";", "\\;", StringComparison.Ordinal) : value);

    private void Append(string text) => Encoding.UTF8.GetBytes(text, _bytes);

    private void Begin()
    {
        Refuse(_section.Length == 0 ? "stands before any section" : null, "", "a setting");
        _lineStart = _bytes.WrittenCount;
    }

    private void End(string name)
    {
        Refuse(_bytes.WrittenCount - _lineStart > ConfText.LongestLine ? "makes a line of more than 8,000 bytes" : null, "", name);
        Append("\n");
    }

    /// <summary>The place is put together only where there is a problem: this runs for every line.</summary>
    private void Refuse(string? problem, string what, string name)
    {
        if (problem is not null)
        {
            throw new UnrepresentableTextException($"{what} {name} of [{_section}]".TrimStart(), problem);
        }
    }
}
