using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Specs.AgentFile;

/// <summary>The agent's settings, or why there are none.</summary>
public sealed record AgentFileResult(AgentSettings? Settings, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>True when the settings can be used.</summary>
    [MemberNotNullWhen(true, nameof(Settings))]
    public bool IsValid => Settings is not null;
}
