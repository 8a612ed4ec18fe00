using Reconciler.Core.Digests;

namespace Reconciler.Core.Planning;

/// <summary>One parameter of a phone or one field of a spec that changes. Secrets stand as their references.</summary>
/// <param name="Name">The element's name of a parameter; the key's path in the spec of a field (<c>ring.seconds</c>).</param>
/// <param name="From">Before; null: not there.</param>
/// <param name="To">After; null: not there.</param>
public sealed record ValueChange(string Name, string? From, string? To)
{
    /// <summary>Where the old value is written in clear text, its SHA-256: it enters the plan's hash and nothing else.</summary>
    internal Digest? FromLiteral { get; init; }

    /// <summary>Where the new value is written in clear text, its SHA-256: it enters the plan's hash and nothing else.</summary>
    internal Digest? ToLiteral { get; init; }

    /// <summary>The change from one value to another; null where they are the same.</summary>
    internal static ValueChange? Between(string name, PlanValue? from, PlanValue? to) => from == to
        ? null
        : new ValueChange(name, from?.Text, to?.Text) { FromLiteral = from?.Literal, ToLiteral = to?.Literal };
}
