using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets;

/// <summary>A commit or folder as read: a fleet where there is no error, and all findings, sorted.</summary>
public sealed record FleetReading(Fleet? Fleet, ImmutableArray<Diagnostic> Diagnostics)
{
    [MemberNotNullWhen(true, nameof(Fleet))]
    public bool IsValid => Fleet is not null;

    public int Errors => Diagnostics.ErrorCount();
}
