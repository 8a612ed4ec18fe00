namespace Reconciler.Agent.Sight;

/// <summary>How much of syslog is taken: a phone that reports every key press fits in, and whoever fills the line does not fill the disk.</summary>
internal sealed record SyslogLimits
{
    /// <summary>Messages a second of one sender.</summary>
    public int PerSecond { get; init; } = 20;

    /// <summary>Messages of one sender at once: a phone that starts has much to say.</summary>
    public int AtOnce { get; init; } = 200;

    /// <summary>Messages a second of all senders.</summary>
    public int AllPerSecond { get; init; } = 500;

    public int AllAtOnce { get; init; } = 5000;

    /// <summary>Senders that are told apart.</summary>
    public int Sources { get; init; } = 4096;
}
