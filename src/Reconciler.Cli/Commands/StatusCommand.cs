using System.CommandLine;
using System.Globalization;
using System.Text;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;

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

        var state = settings.State.Open();
        var status = StatusRecord.Of(new StateStore(state).Load(), new PhoneBookStore(state, terminal.Time).LoadSummary(), new AttemptStore(state, terminal.Time).Judge());
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
        Line(writer, $"site       {status.Site ?? "(nothing published yet)"}");
        Line(writer, $"observed   {Text(status.Observed)}");
        Line(writer, $"attempted  {Text(status.Attempted)}");
        Line(writer, $"activated  {Text(status.Activated)}{Doubt(status)}");
        Line(writer, $"published  {Text(status.Published)}");
        Line(writer, $"recorded   {Text(status.Recorded)}");
        Line(writer, string.Create(CultureInfo.InvariantCulture, $"phones     {status.Phones.Total}"));
        if (status.HostChange is { } change)
        {
            Line(writer, $"waits      {string.Join(" ", change.Causes)} {change.Effect} '{change.Command}' lets it pass");
        }

        if (status.KeyRotation is { } rotation)
        {
            Line(writer, string.Create(CultureInfo.InvariantCulture, $"master key {rotation.Moved} of {rotation.Phones} phones have moved to the new one{(rotation.IsDone ? "; drop secrets.previousMasterKeyFile from the agent's file" : "")}"));
        }

        if (status.Rollout is { } rollout)
        {
            Line(writer, $"rollout    {rollout.Commit.Abbreviated}: {RolloutText.Of(rollout)}{(rollout.Message.Length == 0 ? "" : ". " + rollout.Message)}");
        }

        if (status.RolledBackTo is { } earlier)
        {
            Line(writer, $"rolled back to {earlier.Abbreviated}; 'reconciler resume' follows the branch again");
        }

        if (status.Suspended is { } suspended)
        {
            Line(writer, string.Create(CultureInfo.InvariantCulture, $"suspended  {suspended.Reason} (since {suspended.Since:u}); 'reconciler resume' ends it"));
        }

        if (status.Quarantined is { } quarantined)
        {
            Line(writer, $"quarantine {quarantined.Commit.Abbreviated}: {quarantined.Message} 'reconciler retry' tries it again");
        }

        writer.WriteLine();
        foreach (var condition in status.Conditions)
        {
            Line(writer, string.Create(
                CultureInfo.InvariantCulture, $"{condition.Type,-10} {condition.Status,-8} {condition.Since:u}  {condition.Reason}{(condition.Message.Length == 0 ? "" : ": " + condition.Message)}"));
        }

        writer.WriteLine();
        foreach (var run in status.History)
        {
            Line(writer, string.Create(CultureInfo.InvariantCulture, $"{run.Time:u}  {(int)run.ExitCode,2}  {run.Commit?.Abbreviated,-10}  {run.Message}"));
        }
    }

    /// <summary>The commit is what was last read back; it is not to be taken for what Asterisk runs where that is not known to be so.</summary>
    private static string Doubt(StatusRecord status) =>
        status.Activated is null || status.Conditions.Any(c => c is { Type: ConditionType.Activated, Status: ConditionStatus.True }) ? "" : " (not known to run now; see Activated below)";

    private static void Line(TextWriter writer, string text) => Folded.Write(writer, text, "           ");

    private static string Text(CommitId? commit) => commit?.Abbreviated ?? "-";
}
