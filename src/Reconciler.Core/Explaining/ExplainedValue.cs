using System.Collections.Immutable;
using Reconciler.Core.Planning.Narration;

namespace Reconciler.Core.Explaining;

/// <summary>A rendered value and what made it so.</summary>
public sealed record ExplainedValue
{
    /// <summary>The object of Asterisk's that has it: <c>endpoint</c>, <c>auth</c>, <c>aor</c>, <c>peer</c>, <c>mailbox</c>; null: a phone's parameter.</summary>
    public required string? Section { get; init; }

    /// <summary>The element's or option's name.</summary>
    public required string Name { get; init; }

    /// <summary>As it is published, secrets as their references.</summary>
    public required string Value { get; init; }

    /// <summary>The line that set it; null: built in.</summary>
    public required ValueSource? Source { get; init; }

    /// <summary>Its value without that, and so on down to the built-in value; nearest first.</summary>
    public required ImmutableArray<OverriddenValue> Overridden { get; init; }

    /// <summary>The key of the specs that sets it; null: it is no choice of the user's, or the place says it.</summary>
    public string? Key { get; init; }

    /// <summary>The name with its section: <c>endpoint/context</c>.</summary>
    public string FullName => Section is null ? Name : $"{Section}/{Name}";

    /// <summary>The value for a terminal.</summary>
    public string Text => Words.Legible(Value);

    internal bool IsCalled(string name) =>
        string.Equals(Name, name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(FullName, name, StringComparison.OrdinalIgnoreCase)
        || string.Equals(Key, name, StringComparison.OrdinalIgnoreCase)
        || (Key is not null && Key.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase));
}

/// <summary>A value that another was laid over.</summary>
/// <param name="Value">Secrets as their references.</param>
/// <param name="Source">The line that would set it; null: built in.</param>
public sealed record OverriddenValue(string Value, ValueSource? Source)
{
    /// <summary>The value for a terminal.</summary>
    public string Text => Words.Legible(Value);
}
