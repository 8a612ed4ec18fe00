using System.CommandLine;
using Reconciler.Cli.Output;
using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;
using Reconciler.Core.Reconciliation;
using Reconciler.Core.Secrets;
using Reconciler.Specs.Loading;

namespace Reconciler.Cli.Commands;

/// <summary><c>plan</c>: what would change between two revisions, or a revision and the files as they are.</summary>
internal static class PlanCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = CommonOptions.SiteFolder();
        var from = new Option<string>("--base") { Description = "The revision to compare with.", DefaultValueFactory = _ => "HEAD", HelpName = "REV" };
        var to = new Option<string?>("--head") { Description = "The revision to compare; default: the files as they are.", HelpName = "REV" };
        var exitCode = new Option<bool>("--exit-code") { Description = "Exit with 1 when there are differences." };
        var format = CommonOptions.Format("text", "json");
        var command = new Command("plan", "Say what a change does to which phone and extension.\nExample: reconciler plan example-repo --base main") { folder, from, to, format, exitCode };
        command.SetAction(parsed => (int)Run(
            terminal, parsed.GetValue(folder)!, parsed.GetValue(from)!, parsed.GetValue(to), parsed.GetValue(format)!, parsed.GetValue(exitCode)));
        return command;
    }

    private static ExitCode Run(Terminal terminal, DirectoryInfo folder, string from, string? to, string format, bool exitCode)
    {
        var reader = new FleetReader(new SpecLoader(new SpecCache()));
        using var headSource = SiteSource.Open(folder, to);
        var head = reader.Read(headSource.Tree, headSource.Commit);
        DiagnosticPrinter.Print(terminal.Error, head.Diagnostics, terminal.HasColour);
        if (!head.IsValid)
        {
            terminal.Error.WriteLine($"invalid: {DiagnosticPrinter.Counts(head.Diagnostics)}; there is no plan for it.");
            return ExitCode.Invalid;
        }

        using var baseSource = SiteSource.Open(folder, from);
        var published = reader.Read(baseSource.Tree, baseSource.Commit);
        if (!published.IsValid)
        {
            terminal.Error.WriteLine($"The base {from} is invalid itself, so there is nothing to compare with; everything counts as new.");
        }

        var plan = Compare(published, head);
        var verdict = Guard.Judge(plan, GuardThresholds.Default, new Dictionary<string, string>(StringComparer.Ordinal));
        Print(terminal, format, new PlanDocument(plan, verdict, head.Diagnostics, PlanDocument.ThisVersion));
        if (exitCode && !verdict.Allowed)
        {
            return ExitCode.Refused;
        }

        return exitCode && !plan.IsEmpty ? ExitCode.Differences : ExitCode.Done;
    }

    private static Plan Compare(FleetReading published, FleetReading head)
    {
        var renderer = new FleetRenderer(new MaskedSecretSource());
        var from = published.Fleet is { } fleet ? EffectiveFleet.Of(fleet) : null;
        var to = EffectiveFleet.Of(head.Fleet!);
        return Planner.Create(new PlanRequest
        {
            From = from,
            To = to,
            Base = published.Fleet?.Commit,
            Head = head.Fleet!.Commit,
            Artifacts = ArtifactChanges.Between(from is null ? [] : renderer.Render(from).Artifacts, renderer.Render(to).Artifacts),
        });
    }

    private static void Print(Terminal terminal, string format, PlanDocument document) =>
        terminal.Out.Write(format == "json" ? PlanJson.ToText(document) : PlanSummary.Write(document.Plan, document.Guard));
}
