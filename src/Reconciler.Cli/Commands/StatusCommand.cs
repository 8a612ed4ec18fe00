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
        Line(writer, $"site       {status.Site ?? "(nothing published yet)"}");
        Line(writer, $"observed   {Text(status.Observed)}");
        Line(writer, $"attempted  {Text(status.Attempted)}");
        Line(writer, $"activated  {Text(status.Activated)}");
        Line(writer, $"published  {Text(status.Published)}");
        Line(writer, $"recorded   {Text(status.Recorded)}");
        Line(writer, string.Create(CultureInfo.InvariantCulture, $"phones     {status.Phones.Total}"));
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

    private static void Line(TextWriter writer, string text) => Folded.Write(writer, text, "           ");

    private static string Text(CommitId? commit) => commit?.Abbreviated ?? "-";
}
