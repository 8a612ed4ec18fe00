namespace Reconciler.Import.Inputs;

/// <summary>Something that the import has to say about what was there.</summary>
/// <param name="Kind">How grave it is.</param>
/// <param name="File">The file that it was read from.</param>
/// <param name="Line">Counts from 1; 0: the whole file.</param>
/// <param name="Message">One sentence, which never shows a secret.</param>
public sealed record ImportFinding(FindingKind Kind, string File, int Line, string Message)
{
    public override string ToString() => $"{(Line == 0 ? File : $"{File}:{Line}")}: {Kind switch
    {
        FindingKind.Refused => "refused",
        FindingKind.Left => "not carried over",
        _ => "note",
    }}: {Message}";
}

/// <summary>How grave a finding of the import is.</summary>
public enum FindingKind
{
    /// <summary>To be known; nothing is lost.</summary>
    Note,

    /// <summary>The specs do not say what the file says.</summary>
    Left,

    /// <summary>The file cannot be taken, and nothing is written.</summary>
    Refused,
}
