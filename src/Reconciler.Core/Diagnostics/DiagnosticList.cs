using System.Collections.Immutable;

namespace Reconciler.Core.Diagnostics;

/// <summary>Collects every finding of a stage; nothing stops at the first.</summary>
public sealed class DiagnosticList
{
    private readonly List<Diagnostic> _items = [];

    public bool HasErrors { get; private set; }

    public int Count => _items.Count;

    public void Add(Diagnostic diagnostic)
    {
        _items.Add(diagnostic);
        HasErrors |= diagnostic.Severity == Severity.Error;
    }

    public void AddRange(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            Add(diagnostic);
        }
    }

    /// <summary>All findings by file, line, column and code, without repetitions.</summary>
    public ImmutableArray<Diagnostic> ToSorted() =>
        [.. _items.Distinct().OrderBy(d => d.Location).ThenBy(d => d.Code, StringComparer.Ordinal).ThenBy(d => d.Message, StringComparer.Ordinal)];
}
