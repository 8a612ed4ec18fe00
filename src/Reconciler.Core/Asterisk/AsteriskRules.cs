using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Asterisk;

/// <summary>What a fleet may not say because Asterisk's files cannot hold it, or Asterisk would drop it without a word.</summary>
public static class AsteriskRules
{
    private static readonly ImmutableArray<Func<Fleet, IEnumerable<Diagnostic>>> Rules =
    [
        EndpointOptionRule.Check,
        TransportRule.Check,
        AsteriskCodecRule.Check,
        NameRule.Check,
        LineLengthRule.Check,
        ContextNameRule.Check,
        GotoRule.Check,
    ];

    /// <summary>All findings, in no particular order.</summary>
    public static IEnumerable<Diagnostic> Check(Fleet fleet) => Rules.SelectMany(rule => rule(fleet));
}
