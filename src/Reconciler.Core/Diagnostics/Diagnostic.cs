namespace Reconciler.Core.Diagnostics;

/// <summary>One finding about what a user wrote: what is wrong, where, and if possible what to do (<see cref="Hint"/>).</summary>
public sealed record Diagnostic(Severity Severity, string Code, string Message, SpecLocation Location, string? Hint = null)
{
    /// <summary>The findings that this one stands for because they are not listed; null: it stands for itself.</summary>
    public OmittedFindings? Omitted { get; init; }

    public override string ToString() =>
        $"{Location} {(Severity == Severity.Error ? "error" : "warning")} {Code} {Message}{(Hint is null ? "" : " " + Hint)}";
}
