namespace Reconciler.Core.Diagnostics;

/// <summary>One thing that has to hold. A rule keeps nothing between subjects; all it needs besides them it is made with.</summary>
internal interface IRule<in TSubject>
{
    /// <summary>Adds a finding for each place that breaks the rule. Linear in the size of the subject.</summary>
    void Check(TSubject subject, DiagnosticList diagnostics);
}
