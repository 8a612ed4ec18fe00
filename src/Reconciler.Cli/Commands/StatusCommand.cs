using System.CommandLine;
using System.Globalization;
using System.Text;
using Reconciler.Cli.Output;
using Reconciler.Core.Convergence;
using Reconciler.Core.Fleets;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Rollouts;

namespace Reconciler.Cli.Commands;

/// <summary><c>status</c>: what the agent's last run left, read from its state directory.</summary>
internal static class StatusCommand
{
    public static Command Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var format = CommonOptions.Format("text", "json");
        var command = new Command("status", "Show what is served, what Asterisk runs, and what stands in the way.\nExample: reconciler status --format json") { config, format };
        command.SetAction(parsed => (int)Run(terminal, parsed.GetValue(config)!, parsed.GetValue(format)!));
        return command;
    }

    private static ExitCode Run(Terminal terminal, FileInfo config, string format)
    {
        if (!HostFiles.TryRead(terminal, config, out var settings))
        {
            return ExitCode.Usage;
        }

        var status = StatusRecord.Of(
            new StateStore(settings.State.Directory).Load(), new PhoneBookStore(settings.State.Directory, terminal.Time).LoadSummary());
        if (format == "json")
        {
            terminal.Out.Write(Encoding.UTF8.GetString(StatusJson.ToBytes(status)));
            return ExitCode.Done;
        }

        PrintText(terminal.Out, status);
        return ExitCode.Done;
    }

    private static void PrintText(TextWriter writer, StatusRecord status)
    {
        writer.WriteLine($"site       {status.Site ?? "(nothing published yet)"}");
        writer.WriteLine($"observed   {Text(status.Observed)}");
        writer.WriteLine($"attempted  {Text(status.Attempted)}");
        writer.WriteLine($"activated  {Text(status.Activated)}{Doubt(status)}");
        writer.WriteLine($"published  {Text(status.Published)}");
        writer.WriteLine($"recorded   {Text(status.Recorded)}");
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"phones     {status.Phones.Total}"));
        if (status.Rollout is { } rollout)
        {
            writer.WriteLine($"rollout    {rollout.Commit.Abbreviated}: {RolloutText.Of(rollout)}{(rollout.Message.Length == 0 ? "" : ". " + rollout.Message)}");
        }

        if (status.RolledBackTo is { } earlier)
        {
            writer.WriteLine($"rolled back to {earlier.Abbreviated}, whatever the branch says; 'reconciler resume' follows it again");
        }

        if (status.Suspended is { } suspended)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"suspended  {suspended.Reason} (since {suspended.Since:u}); 'reconciler resume' ends it"));
        }

        if (status.Quarantined is { } quarantined)
        {
            writer.WriteLine($"quarantine {quarantined.Commit.Abbreviated}: {quarantined.Message} 'reconciler retry' tries it again");
        }

        writer.WriteLine();
        foreach (var condition in status.Conditions)
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{condition.Type,-10} {condition.Status,-8} {condition.Since:u}  {condition.Reason}{(condition.Message.Length == 0 ? "" : ": " + condition.Message)}"));
        }

        writer.WriteLine();
        foreach (var run in status.History)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Time:u}  {(int)run.ExitCode,2}  {run.Commit?.Abbreviated,-10}  {run.Message}"));
        }
    }

    /// <summary>The commit is what was last read back; it is not to be taken for what Asterisk runs where that is not known to be so.</summary>
    private static string Doubt(StatusRecord status) =>
        status.Activated is null || status.Conditions.Any(c => c is { Type: ConditionType.Activated, Status: ConditionStatus.True }) ? "" : " (not known to run now; see Activated below)";

    private static string Text(CommitId? commit) => commit?.ToString() ?? "-";
}
