using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs;

/// <summary>
/// The findings about one file. A later stage (schema, then text rules) says nothing about a place that an earlier one has already
/// refused, so that one mistake is one line.
/// </summary>
internal sealed class FileFindings(string file)
{
    private List<Diagnostic>? _items;
    private HashSet<SpecLocation>? _refused;
    private int _seen;

    public string File { get; } = file;

    public ImmutableArray<Diagnostic> Items => _items is null ? [] : [.. _items];

    public SpecLocation Locate(SpecNode node) =>
        node.Source is { } source ? SpecLocation.OfFile(source) : new SpecLocation(File, node.Line, node.Column);

    public void Add(DiagnosticCode code, SpecNode node, string message, string? hint = null) => Add(code.At(Locate(node), message, hint));

    public void Add(DiagnosticCode code, int line, int column, string message, string? hint = null) =>
        Add(code.At(new SpecLocation(File, line, column), message, hint));

    public void AddAt(DiagnosticCode code, SpecLocation location, string message, string? hint = null) => Add(code.At(location, message, hint));

    public void AddForFile(DiagnosticCode code, string message, string? hint = null) => Add(code.At(SpecLocation.OfFile(File), message, hint));

    /// <summary>Findings about one document of the file, so that documents can be judged side by side; see <see cref="Join"/>.</summary>
    public FileFindings Fork() => new(File) { _refused = _refused is null ? null : [.. _refused] };

    public void Join(FileFindings document) => (_items ??= []).AddRange(document._items ?? []);

    /// <summary>What follows is the next stage's.</summary>
    public void EndStage()
    {
        if (_items is null)
        {
            return;
        }

        _refused ??= [];
        for (; _seen < _items.Count; _seen++)
        {
            _refused.Add(_items[_seen].Location);
        }
    }

    private void Add(Diagnostic diagnostic)
    {
        if (_refused?.Contains(diagnostic.Location) != true)
        {
            (_items ??= []).Add(diagnostic);
        }
    }
}
