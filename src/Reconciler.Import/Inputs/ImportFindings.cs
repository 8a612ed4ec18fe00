namespace Reconciler.Import.Inputs;

/// <summary>Collects the findings of one import.</summary>
internal sealed class ImportFindings
{
    private readonly HashSet<ImportFinding> _known = [];
    private readonly List<ImportFinding> _all = [];

    public bool HasRefused { get; private set; }

    public void Note(string file, int line, string message) => Add(new(FindingKind.Note, file, line, message));

    public void Left(string file, int line, string message) => Add(new(FindingKind.Left, file, line, message));

    public void Refuse(string file, int line, string message) => Add(new(FindingKind.Refused, file, line, message));

    /// <summary>The gravest first, then by file and line.</summary>
    public IEnumerable<ImportFinding> Sorted() =>
        _all.OrderByDescending(f => f.Kind).ThenBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Message, StringComparer.Ordinal);

    private void Add(ImportFinding finding)
    {
        HasRefused |= finding.Kind == FindingKind.Refused;
        if (_known.Add(finding))
        {
            _all.Add(finding);
        }
    }
}
