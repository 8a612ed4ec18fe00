using System.Globalization;
using System.Text;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Asterisk;

/// <summary>
/// Writes Asterisk's .conf format: the only place that makes such lines. Of what a line cannot hold nothing is mended: it throws
/// <see cref="UnrepresentableTextException"/>.
/// </summary>
internal sealed class ConfWriter
{
    private const string Header =
        "; Made by reconciler from the repository. Changes made here are lost: change the repository.\n";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly StringBuilder _text = new(Header);
    private string _section = "";
    private int _lineStart;

    /// <summary><c>[name]</c>, after an empty line.</summary>
    public void Section(string name)
    {
        Refuse(ConfText.ProblemOfSection(name), $"the section name after [{_section}]");
        _section = name;
        _text.Append('\n').Append('[').Append(name).Append("]\n");
    }

    /// <summary><c>name = value</c>. The blanks matter: of <c>name =>x</c> Asterisk takes the &gt; away.</summary>
    public void Setting(string name, string value) => Line(name, " =", value);

    /// <summary><c>name => value</c>: mailboxes and the dialplan's includes.</summary>
    public void Entry(string name, string value) => Line(name, " =>", value);

    /// <summary><c>exten => 151,1,Dial(PJSIP/151)</c>, or a hint.</summary>
    public void Extension(DialplanLine line)
    {
        Begin();
        Refuse(ConfText.ProblemOfWord(line.Extension), $"an extension in [{_section}]");
        _text.Append("exten => ").Append(line.Extension).Append(',');
        if (line.Priority == DialplanLine.Hint)
        {
            Refuse(line.Data.Length > 0 ? "has data" : null, $"the hint of {line.Extension} in [{_section}]");
            Refuse(ConfText.ProblemOfWord(line.Application), $"the hint of {line.Extension} in [{_section}]");
            _text.Append("hint,").Append(line.Application);
        }
        else
        {
            Refuse(line.Priority < 1 ? "is below 1" : null, $"the priority of {line.Extension} in [{_section}]");
            Refuse(ConfText.ProblemOfWord(line.Application), $"the application of {line.Extension} in [{_section}]");
            Refuse(ConfText.ProblemOfValue(line.Data), $"the application data of {line.Extension} in [{_section}]");
            _text.Append(CultureInfo.InvariantCulture, $"{line.Priority},").Append(line.Application).Append('(');
            Escape(line.Data);
            _text.Append(')');
        }

        End(line.Extension);
    }

    public byte[] ToBytes() => Utf8.GetBytes(_text.ToString());

    private void Line(string name, string sign, string value)
    {
        Begin();
        Refuse(ConfText.ProblemOfName(name), $"the name of a setting in [{_section}]");
        Refuse(ConfText.ProblemOfValue(value), $"{name} of [{_section}]");
        _text.Append(name).Append(sign);
        if (value.Length > 0)
        {
            _text.Append(' ');
            Escape(value);
        }

        End(name);
    }

    /// <summary>Only <c>;</c> has a meaning inside a value; backslashes, quotes, # and [ are literal.</summary>
    private void Escape(string value)
    {
        if (!value.Contains(';', StringComparison.Ordinal))
        {
            _text.Append(value);
            return;
        }

        foreach (var character in value)
        {
            if (character == ';')
            {
                _text.Append('\\');
            }

            _text.Append(character);
        }
    }

    private void Begin()
    {
        _lineStart = _text.Length;
        Refuse(_section.Length == 0 ? "stands before any section" : null, "a setting");
    }

    private void End(string name)
    {
        var characters = _text.Length - _lineStart;
        if (characters * 3 > ConfText.LongestLine &&
            Encoding.UTF8.GetByteCount(_text.ToString(_lineStart, characters)) > ConfText.LongestLine)
        {
            throw new UnrepresentableTextException($"{name} of [{_section}]", "makes a line of more than 8,000 bytes");
        }

        _text.Append('\n');
    }

    private static void Refuse(string? problem, string place)
    {
        if (problem is not null)
        {
            throw new UnrepresentableTextException(place, problem);
        }
    }
}
