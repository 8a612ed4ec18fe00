namespace Reconciler.Import.Asterisk;

/// <summary>A section of an Asterisk file, templates applied.</summary>
internal sealed record ConfSectionText(string Name, string File, int Line, bool IsTemplate, IReadOnlyList<ConfLine> Lines)
{
    /// <summary>The last value of a name, as Asterisk takes it; null: it is not set.</summary>
    public ConfLine? Find(string name) => Lines.LastOrDefault(l => l.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public string? Text(string name) => Find(name)?.Value;
}

/// <summary>A line <c>name = value</c> or <c>name =&gt; value</c>.</summary>
internal sealed record ConfLine(string Name, string Value, string File, int Line);
