using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Specs.Yaml;

/// <summary>
/// The findings about one file. A later stage (schema, then text rules) says nothing about a place that an earlier one has already
/// refused, so that one mistake is one line. As many are kept as are listed; the rest are counted.
/// </summary>
internal sealed class FileFindings(string file)
{
    private DiagnosticList? _items;
    private List<SpecLocation>? _stage;
    private HashSet<SpecLocation>? _refused;

    public string File { get; } = file;

    public ImmutableArray<Diagnostic> Items => _items?.ToSorted() ?? [];

    public bool HasErrors => _items?.HasErrors == true;

    /// <summary>True where another error would only be counted.</summary>
    public bool IsFull => _items?.IsFull == true;

    /// <summary>Where the file's text has characters that nobody sees; null: it has none, or was not read.</summary>
    public InvisibleText? Invisible { get; set; }

    public SpecLocation Locate(SpecNode node) =>
        node.Source is { } source ? SpecLocation.OfFile(source) : new SpecLocation(File, node.Line, node.Column);

    public void Add(DiagnosticCode code, SpecNode node, string message, string? hint = null) => Add(code.At(Locate(node), message, hint));

    public void Add(DiagnosticCode code, int line, int column, string message, string? hint = null) =>
        Add(code.At(new SpecLocation(File, line, column), message, hint));

    public void AddAt(DiagnosticCode code, SpecLocation location, string message, string? hint = null) => Add(code.At(location, message, hint));

    public void AddForFile(DiagnosticCode code, string message, string? hint = null) => Add(code.At(SpecLocation.OfFile(File), message, hint));

    /// <summary>Counts errors that are not put into words.</summary>
    public void AddUnlisted(int errors) => (_items ??= new DiagnosticList()).AddUnlisted(errors);

    /// <summary>Findings about one document of the file, so that documents can be judged side by side; see <see cref="Join"/>.</summary>
    public FileFindings Fork() => new(File) { _refused = _refused, Invisible = Invisible };

    public void Join(FileFindings document)
    {
        if (document._items is { } items)
        {
            (_items ??= new DiagnosticList()).AddRange(items.ToSorted());
        }
    }

    /// <summary>Findings from here on are the next stage's.</summary>
    public void EndStage()
    {
        if (_stage is null)
        {
            return;
        }

        // A fork's are the file's too, until it has some of its own.
        _refused = _refused is null ? [.. _stage] : [.. _refused, .. _stage];
        _stage = null;
    }

    private void Add(Diagnostic diagnostic)
    {
        if (_refused?.Contains(diagnostic.Location) == true)
        {
            return;
        }

        var shown = Invisible?.Explain(diagnostic) ?? diagnostic;
        if ((_items ??= new DiagnosticList()).Add(shown))
        {
            (_stage ??= []).Add(diagnostic.Location);
        }
    }
}
