using System.Globalization;
using Reconciler.Host.Convergence;
using Spectre.Console;

namespace Reconciler.Cli.Output;

/// <summary>Follows phones on their way to their profiles: a bar on a terminal, elsewhere a line whenever the counts change.</summary>
internal sealed class PhoneProgress(Terminal terminal)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Until no phone is pending.</summary>
    public Task ShowAsync(Func<CancellationToken, Task<PhoneList>> read, CancellationToken cancellationToken) =>
        terminal.IsInteractive ? ShowBarAsync(read, cancellationToken) : ShowLinesAsync(read, cancellationToken);

    private async Task ShowLinesAsync(Func<CancellationToken, Task<PhoneList>> read, CancellationToken cancellationToken)
    {
        string? last = null;
        while (true)
        {
            var list = await read(cancellationToken);
            var line = PhoneTable.Total(Count(list));
            if (line != last)
            {
                await terminal.Out.WriteLineAsync($"{terminal.Time.GetUtcNow().UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture)} {line}");
                last = line;
            }

            if (IsSettled(list))
            {
                return;
            }

            await Task.Delay(Interval, terminal.Time, cancellationToken);
        }
    }

    private Task ShowBarAsync(Func<CancellationToken, Task<PhoneList>> read, CancellationToken cancellationToken)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Out),
            ColorSystem = terminal.HasColour ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        return console.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var bar = context.AddTask("phones");
                while (true)
                {
                    var list = await read(cancellationToken);
                    bar.MaxValue = Math.Max(1, list.Phones.Length);
                    bar.Value = list.Phones.Count(p => p.State == PhoneState.Converged);
                    bar.Description = Markup.Escape(PhoneTable.Total(Count(list)));
                    if (IsSettled(list))
                    {
                        return;
                    }

                    await Task.Delay(Interval, terminal.Time, cancellationToken);
                }
            });
    }

    private static bool IsSettled(PhoneList list) => list.Phones.All(p => p.State != PhoneState.Pending);

    /// <summary>Of the phones that are shown, which may be one.</summary>
    private static PhoneCounts Count(PhoneList list) => new(list.Phones.Length)
    {
        Converged = list.Phones.Count(p => p.State == PhoneState.Converged),
        Pending = list.Phones.Count(p => p.State == PhoneState.Pending),
        Stale = list.Phones.Count(p => p.State == PhoneState.Stale),
        Unreachable = list.Phones.Count(p => p.State == PhoneState.Unreachable),
    };
}
