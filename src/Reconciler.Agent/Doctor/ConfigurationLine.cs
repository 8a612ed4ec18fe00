namespace Reconciler.Agent.Doctor;

/// <summary>One line of Asterisk's configuration that means something, as Asterisk comes to it, included files in their place.</summary>
/// <param name="File">The file that it stands in.</param>
/// <param name="Number">From 1.</param>
/// <param name="Text">Without comment and surrounding blanks.</param>
internal sealed record ConfigurationLine(string File, int Number, string Text)
{
    /// <summary>The file that an include line names; null: it is another line.</summary>
    public string? Included => Text.StartsWith("#include", StringComparison.OrdinalIgnoreCase) || IsTry ? Text[Text.IndexOf('e', StringComparison.OrdinalIgnoreCase)..].Split([' ', '\t'], 2, StringSplitOptions.TrimEntries) is [_, var name] ? name.Trim('"', '<', '>') : "" : null;

    /// <summary>An include line that lets the file be missing.</summary>
    public bool IsTry => Text.StartsWith("#tryinclude", StringComparison.OrdinalIgnoreCase);

    /// <summary>The name of the section that begins here; null: none does.</summary>
    public string? Section => Text.StartsWith('[') && Text.IndexOf(']', StringComparison.Ordinal) is > 0 and var end ? Text[1..end] : null;

    /// <summary>A setting's name and value; null: it is none.</summary>
    public (string Name, string Value)? Setting => Section is null && Text.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
        ? (Text[..at].TrimEnd().ToLowerInvariant(), Text[(at + 1)..].TrimStart('>').Trim())
        : null;

    public string Place => $"{File}:{Number}";
}
