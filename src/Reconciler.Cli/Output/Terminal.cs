namespace Reconciler.Cli.Output;

/// <summary>Where a command writes: results to <see cref="Out"/>, everything else to <see cref="Error"/>.</summary>
internal sealed record Terminal(TextWriter Out, TextWriter Error)
{
    /// <summary>True where a person reads <see cref="Out"/>: colour, progress and secrets are for terminals only.</summary>
    public bool IsInteractive { get; init; }

    /// <summary>True where a person reads and can answer: a script is never asked.</summary>
    public bool CanAsk { get; init; }

    /// <summary>True where colours may be used.</summary>
    public bool HasColour { get; init; }

    /// <summary>The environment's variables, for overrides of the agent's file.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Opens what is piped in; empty where a person would have to type it.</summary>
    public Func<Stream> OpenInput { get; init; } = () => Stream.Null;

    public required TimeProvider Time { get; init; }

    public static Terminal OfProcess()
    {
        var interactive = !Console.IsOutputRedirected;
        var output = new StreamWriter(new ResultStream(Console.OpenStandardOutput()), Console.OutputEncoding) { AutoFlush = true };
        return new Terminal(TextWriter.Synchronized(output), Console.Error)
        {
            IsInteractive = interactive,
            CanAsk = interactive && !Console.IsInputRedirected && !Console.IsErrorRedirected,
            HasColour = interactive && string.IsNullOrEmpty(System.Environment.GetEnvironmentVariable("NO_COLOR")),
            Environment = System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
                .ToDictionary(e => (string)e.Key, e => (string?)e.Value ?? "", StringComparer.Ordinal),
            OpenInput = () => Console.IsInputRedirected ? Console.OpenStandardInput() : Stream.Null,
            Time = TimeProvider.System,
        };
    }
}
