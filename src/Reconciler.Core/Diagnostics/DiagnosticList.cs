using System.Collections.Immutable;

namespace Reconciler.Core.Diagnostics;

/// <summary>
/// Collects the findings of a stage; nothing stops at the first. Of each severity only so many are kept, and the rest are counted: a hostile
/// file can make millions. Repetitions are left out.
/// </summary>
public sealed class DiagnosticList
{
    /// <summary>Findings that are listed in all, errors before warnings.</summary>
    public const int MostListed = 200;

    private readonly HashSet<Diagnostic> _known = [];
    private readonly List<Diagnostic> _errors = [];
    private readonly List<Diagnostic> _warnings = [];
    private readonly List<Diagnostic> _unjudged = [];
    private OmittedFindings _omitted;

    public bool HasErrors => _errors.Count > 0 || _omitted.Errors > 0;

    /// <summary>All findings, those that are only counted too.</summary>
    public int Count => _errors.Count + _warnings.Count + _unjudged.Count + _omitted.Total;

    /// <summary>True where another error is only counted, so that nobody need look for its hint.</summary>
    public bool IsFull => _errors.Count >= MostListed;

    /// <summary>False where the finding was only counted, or is there already.</summary>
    public bool Add(Diagnostic diagnostic)
    {
        if (diagnostic.Omitted is { } omitted)
        {
            _omitted += omitted;
            return false;
        }

        if (_known.Contains(diagnostic))
        {
            return false;
        }

        var isError = diagnostic.Severity == Severity.Error;
        var kept = isError ? _errors : diagnostic.Code == Codes.Unjudged.Id ? _unjudged : _warnings;
        if (kept.Count >= MostListed)
        {
            _omitted += isError ? new OmittedFindings(1, 0) : new OmittedFindings(0, 1);
            return false;
        }

        _known.Add(diagnostic);
        kept.Add(diagnostic);
        return true;
    }

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Add(diagnostic);
        }
    }

    /// <summary>Counts errors that nobody put into words.</summary>
    public void AddUnlisted(int errors) => _omitted += new OmittedFindings(errors, 0);

    /// <summary>
    /// Errors, then warnings, each by file, line, column and code; then what was left unjudged; at the end how many more there are.
    /// </summary>
    public ImmutableArray<Diagnostic> ToSorted()
    {
        var warnings = Math.Min(_warnings.Count, MostListed - _errors.Count);
        var omitted = _omitted + new OmittedFindings(0, _warnings.Count - warnings);
        return
        [
            .. Sort(_errors),
            .. Sort(_warnings).Take(warnings),
            .. Sort(_unjudged),
            .. omitted.Total == 0 ? [] : new[] { omitted.ToDiagnostic() },
        ];
    }

    private static IEnumerable<Diagnostic> Sort(List<Diagnostic> findings) => findings
        .OrderBy(d => d.Location).ThenBy(d => d.Code, StringComparer.Ordinal).ThenBy(d => d.Message, StringComparer.Ordinal);
}
