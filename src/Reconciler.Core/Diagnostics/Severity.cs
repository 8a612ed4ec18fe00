namespace Reconciler.Core.Diagnostics;

/// <summary>How much a finding weighs: an error refuses the commit, a warning never changes an exit code.</summary>
public enum Severity
{
    Warning,
    Error,
}
