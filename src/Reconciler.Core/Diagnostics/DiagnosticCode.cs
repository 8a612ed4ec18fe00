namespace Reconciler.Core.Diagnostics;

/// <summary>A stable name of one kind of finding. <see cref="Title"/> is its line in docs/diagnostics.md.</summary>
public sealed record DiagnosticCode(string Id, Severity Severity, string Title)
{
    /// <summary>A finding of this kind. <paramref name="message"/> is one sentence and never echoes what may be a secret.</summary>
    public Diagnostic At(SpecLocation location, string message, string? hint = null) => new(Severity, Id, message, location, hint);
}
