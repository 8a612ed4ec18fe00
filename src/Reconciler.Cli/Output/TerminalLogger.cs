using Microsoft.Extensions.Logging;

namespace Reconciler.Cli.Output;

/// <summary>Log lines on standard error: time, level where it is not plain information, text. systemd adds the rest.</summary>
internal sealed class TerminalLogger(Terminal terminal, bool verbose) : ILoggerProvider, ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new Line(terminal, verbose ? LogLevel.Debug : LogLevel.Information);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("There is one provider: the terminal.");

    public void Dispose()
    {
        // Nothing is held: the terminal's writers belong to the process.
    }

    private sealed class Line(Terminal terminal, LogLevel least) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel))
            {
                return;
            }

            var word = logLevel switch
            {
                LogLevel.Warning => "warning: ",
                LogLevel.Error => "error: ",
                LogLevel.Critical => "fault: ",
                _ => "",
            };
            var text = formatter(state, exception) + (exception is null ? "" : $" ({exception.Message})");
            lock (terminal.Error)
            {
                terminal.Error.WriteLine($"{terminal.Time.GetLocalNow():HH:mm:ss} {word}{text}");
            }
        }
    }
}
