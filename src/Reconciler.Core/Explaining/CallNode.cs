using System.Collections.Immutable;

namespace Reconciler.Core.Explaining;

/// <summary>One thing that happens to a call, and what follows from it: children come one after the other; those of a ring, at once.</summary>
public sealed record CallNode
{
    public required CallNodeKind Kind { get; init; }

    /// <summary>In plain words.</summary>
    public required string Text { get; init; }

    /// <summary>A number, a MAC address, or the place in the dialplan that is the administrator's own; null: there is none.</summary>
    public string? Target { get; init; }

    /// <summary>How long it rings; null: it does not ring.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>The line that says so; null: built in.</summary>
    public ValueSource? Source { get; init; }

    public ImmutableArray<CallNode> Children { get; init; } = [];
}

/// <summary>The things that happen to a call.</summary>
public enum CallNodeKind
{
    /// <summary>It comes in by an inbound number.</summary>
    Route,

    /// <summary>It is a ring group's.</summary>
    Group,

    /// <summary>It is an extension's.</summary>
    Extension,

    /// <summary>Some extensions ring.</summary>
    Ring,

    /// <summary>An extension that rings.</summary>
    Called,

    /// <summary>A phone that rings.</summary>
    Phone,

    /// <summary>A mailbox takes it.</summary>
    Voicemail,

    /// <summary>It ends.</summary>
    Hangup,

    /// <summary>The administrator's own dialplan takes it.</summary>
    Goto,

    /// <summary>It comes to where it has been before.</summary>
    Again,
}
