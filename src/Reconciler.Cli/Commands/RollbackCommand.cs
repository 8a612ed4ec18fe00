using System.CommandLine;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Cli.Usage;
using Reconciler.Core.Sources;
using Reconciler.Git.Mirrors;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Cli.Commands;

/// <summary><c>rollback</c>: serve an earlier commit until <c>resume</c>.</summary>
internal static class RollbackCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var revision = new Argument<string>("REV") { Description = "A commit that was fetched; 'reconciler status' lists those that were live." };
        var command = new Command("rollback", "Serve an earlier commit, whatever the branch says, until 'resume'.\nExample: reconciler rollback 2b6f...") { revision, config };
        command.SetAction(parsed =>
        {
            if (!HostFiles.TryRead(terminal, parsed.GetValue(config)!, out var settings))
            {
                return (int)ExitCode.Usage;
            }

            var commit = Find(Path.Combine(settings.State.Directory, "mirror.git"), parsed.GetValue(revision)!);
            new Controls(settings.State.Directory).Write(Control.Rollback, commit.ToString());
            terminal.Out.WriteLine($"The next run serves {commit.Abbreviated}; 'reconciler resume' follows the branch again.");
            return (int)ExitCode.Done;
        });
        return command;
    }

    // A commit that the mirror lacks would stop every later run, so it is refused while somebody looks.
    private static CommitId Find(string mirror, string revision)
    {
        if (!Directory.Exists(mirror))
        {
            throw new UsageException("Nothing has been fetched yet, so there is no commit to roll back to.");
        }

        using var repository = LocalRepository.Discover(mirror);
        return repository?.Resolve(revision)
            ?? throw new UsageException($"The agent has fetched no commit '{revision}'; 'reconciler status' lists those that were live.");
    }
}
