using System.Collections.Immutable;

namespace Reconciler.Core.Diagnostics;

/// <summary>Rules about one kind of subject, asked in the order in which they are declared; none stops the others.</summary>
internal sealed class RuleList<TSubject>(params IEnumerable<IRule<TSubject>> rules) : IRule<TSubject>
{
    private readonly ImmutableArray<IRule<TSubject>> _rules = [.. rules];

    public void Check(TSubject subject, DiagnosticList diagnostics)
    {
        foreach (var rule in _rules)
        {
            rule.Check(subject, diagnostics);
        }
    }

    /// <summary>Every finding, sorted.</summary>
    public ImmutableArray<Diagnostic> Check(TSubject subject)
    {
        var diagnostics = new DiagnosticList();
        Check(subject, diagnostics);
        return diagnostics.ToSorted();
    }
}
