using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Asterisk;

/// <summary>Rules that a fleet must keep because Asterisk's files cannot hold it, or Asterisk would drop it without a word.</summary>
public static class AsteriskRules
{
    private static readonly RuleList<Fleet> Rules = new(
    [
        new EndpointOptionRule(),
        new TransportRule(),
        new AsteriskCodecRule(),
        new NameRule(),
        new LineLengthRule(),
        new ContextNameRule(),
        new GotoRule(),
    ]);

    /// <summary>Every finding, sorted.</summary>
    public static ImmutableArray<Diagnostic> Check(Fleet fleet) => Rules.Check(fleet);
}
