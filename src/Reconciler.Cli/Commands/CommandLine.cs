using System.CommandLine;
using Reconciler.Cli.Forges;
using Reconciler.Cli.Output;
using Reconciler.Cli.Usage;
using Reconciler.Reconciliation.Status;
using Reconciler.Sites;

namespace Reconciler.Cli.Commands;

/// <summary>The program's commands, and the one place where a fault becomes an exit code.</summary>
internal static class CommandLine
{
    // A run that is told to stop first puts Asterisk and the roots in order; the 2 s that are usual would cut it off in between.
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(60);

    /// <summary>Parses and runs; a fault of the user, the host or the program becomes one sentence on standard error, never a stack trace.</summary>
    public static async Task<ExitCode> RunAsync(string[] args, Terminal terminal, CancellationToken cancellationToken)
    {
        var parsed = CreateRoot(terminal).Parse(args);
        if (UsageErrors.Of(parsed) is { Count: > 0 } errors)
        {
            foreach (var error in errors)
            {
                await terminal.Error.WriteLineAsync($"reconciler: {error}");
            }

            await terminal.Error.WriteLineAsync("Run 'reconciler --help', or 'reconciler COMMAND --help' for a command.");
            return ExitCode.Usage;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = LongestStop,
            };
            return (ExitCode)await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (Exception exception) when (ExitCodeOf(exception) is { } known)
        {
            await terminal.Error.WriteLineAsync($"reconciler: {exception.Message}");
            return known;
        }
        catch (OperationCanceledException)
        {
            await terminal.Error.WriteLineAsync("reconciler: stopped before it was done; the next run finishes or undoes what was begun.");
            return ExitCode.Internal;
        }
#pragma warning disable CA1031 // the top level: whatever is left is a fault of the program and is told as one
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await terminal.Error.WriteLineAsync($"reconciler: internal error ({exception.GetType().Name}): {exception.Message}");
            await terminal.Error.WriteLineAsync("This is a fault in Reconciler. Set RECONCILER_TRACE=1 and run again for the details to report.");
            if (terminal.Environment.GetValueOrDefault("RECONCILER_TRACE") == "1")
            {
                await terminal.Error.WriteLineAsync(exception.ToString());
            }

            return ExitCode.Internal;
        }
    }

    internal static RootCommand CreateRoot(Terminal terminal) => new("GitOps for telephones: Git is the only source of truth for desk phones and their Asterisk.")
    {
        ValidateCommand.Create(terminal),
        PlanCommand.Create(terminal),
        CommentCommand.Create(terminal),
        ExplainCommand.Create(terminal),
        RenderCommand.Create(terminal),
        ReconcileCommand.Create(terminal),
        AgentCommand.Create(terminal),
        StatusCommand.Create(terminal),
        PhonesCommand.Create(terminal),
        SupportCommand.Create(terminal),
        ResyncCommand.Resync(terminal),
        ResyncCommand.Reboot(terminal),
        SecretCommand.Create(terminal),
        ShowCommand.Create(terminal),
        ApproveCommand.Create(terminal),
        RetryCommand.Create(terminal),
        SuspendCommand.Create(terminal),
        ResumeCommand.Create(terminal),
        RollbackCommand.Create(terminal),
        RolloutCommand.Create(terminal),
        AdoptCommand.Create(terminal),
        DoctorCommand.Create(terminal),
        InitCommand.Create(terminal),
        ImportCommand.Create(terminal),
        DemoCommand.Create(terminal),
    };

    /// <summary>The exit code of the exceptions that are told by their message alone.</summary>
    private static ExitCode? ExitCodeOf(Exception exception) => exception switch
    {
        UsageException => ExitCode.Usage,
        ForgeException refused => refused.ExitCode,
        _ => HostFault.ExitCodeOf(exception),
    };
}
