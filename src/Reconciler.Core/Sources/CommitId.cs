namespace Reconciler.Core.Sources;

/// <summary>A full Git commit id: 40 lower-case hex digits.</summary>
public readonly record struct CommitId
{
    private readonly string? _sha;

    private CommitId(string sha) => _sha = sha;

    /// <summary>The first ten digits, for people.</summary>
    public string Abbreviated => _sha is null ? "" : _sha[..10];

    public static bool TryParse(string? text, out CommitId commit)
    {
        var valid = text is { Length: 40 } && text.All(char.IsAsciiHexDigitLower);
        commit = valid ? new CommitId(text!) : default;
        return valid;
    }

    public override string ToString() => _sha ?? "";
}
