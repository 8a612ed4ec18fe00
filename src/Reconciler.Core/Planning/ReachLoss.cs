using System.Collections.Immutable;

namespace Reconciler.Core.Planning;

/// <summary>A context of the administrator's that calls no longer come to, or come to only after another has been searched: a call for help may end there.</summary>
/// <param name="Context">The context that they came to.</param>
/// <param name="Before">The context that is now searched before it; null: they do not come to it any more.</param>
/// <param name="Callers">Whose calls: extensions by number, then phones whose line keys are another extension's now, by MAC.</param>
public sealed record ReachLoss(string Context, string? Before, ImmutableArray<string> Callers);
