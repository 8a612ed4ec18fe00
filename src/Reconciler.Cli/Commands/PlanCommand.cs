using System.Collections.Immutable;
using System.CommandLine;
using Reconciler.Cli.Inputs;
using Reconciler.Cli.Output;
using Reconciler.Cli.Usage;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Pictures;
using Reconciler.Core.Planning;
using Reconciler.Core.Planning.Narration;
using Reconciler.Core.Policies;
using Reconciler.Core.Reading;
using Reconciler.Core.Rendering;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;
using Reconciler.Scheduling;
using Reconciler.Specs.Loading;

namespace Reconciler.Cli.Commands;

/// <summary><c>plan</c>: what would change between two revisions, or a revision and the files as they are. No key, network or program is used.</summary>
internal static class PlanCommand
{
    private const string About = """
        Say what a change does to which phone and extension. Uses no key, no network and no other program: safe on anybody's pull request.
        Example: reconciler plan example-repo --base main --format markdown
        """;

    private static readonly QuartzWindowClock Windows = new();

    public static Command Create(Terminal terminal)
    {
        var folder = CommonOptions.SiteFolder();
        var from = new Option<string?>("--base") { Description = "The revision to compare with; default: where HEAD (or --head) left the default branch.", HelpName = "REV" };
        var to = new Option<string?>("--head") { Description = "The revision to compare; default: the files as they are.", HelpName = "REV" };
        var files = new Option<bool>("--files") { Description = "Show what changes in each published file too, secrets masked." };
        var exitCode = new Option<bool>("--exit-code") { Description = "Exit with 1 when there are differences, and with 4 when the guard refuses them." };
        var config = new Option<FileInfo?>("--config", "-c") { Description = "On a host, the agent's file: judge by its guard and policy, and show what the host itself would change.", HelpName = "agent.yaml" };
        var pictures = new Option<DirectoryInfo?>("--pictures") { Description = "Also write the face of each phone that changes, before and after, as an SVG file into this folder; must be empty or not exist.", HelpName = "DIR" };
        var format = CommonOptions.Format([.. PlanWriters.All.Select(w => w.Format)]);
        var command = new Command("plan", About) { folder, from, to, format, files, pictures, exitCode, config };
        command.SetAction((parsed, stop) => Interruptible.RunAsync(() => Run(parsed, stop), stop));
        return command;

        ExitCode Run(ParseResult parsed, CancellationToken stop)
        {
            if (!PlanHost.TryOpen(terminal, parsed.GetValue(config), out var host))
            {
                return ExitCode.Usage;
            }

            using var sources = PlanSources.Open(parsed.GetValue(folder)!, parsed.GetValue(from), parsed.GetValue(to));
            var planned = Plan(sources, host.Policy, parsed.GetValue(files), terminal.Time, stop);
            var document = host.Judge(sources, planned.Document);
            var faces = parsed.GetValue(pictures);
            if (faces is not null)
            {
                FaceFiles.Write(faces, planned.Pictures?.Value.Faces ?? []);
            }

            PlanWriters.All.First(w => w.Format == parsed.GetValue(format))
                .Write(document, new PlanOutput(terminal, sources.PathInRepository) { Pictures = planned.Pictures, FacesFolder = faces?.Name });
            return CodeOf(document, parsed.GetValue(exitCode));
        }
    }

    private static ExitCode CodeOf(PlanDocument document, bool exitCode) => document switch
    {
        { Result: PlanResult.Invalid } => ExitCode.Invalid,
        _ when document.Diagnostics.Any(d => d.Severity == Severity.Error) => ExitCode.Invalid,
        _ when !exitCode => ExitCode.Done,
        { Guard.Allowed: false } => ExitCode.Refused,
        { HostChanges: { } changes } when changes.Any(c => c.Waits) => ExitCode.Refused,
        { Plan.IsEmpty: true } => ExitCode.Done,
        _ => ExitCode.Differences,
    };

    private static PlannedChange Plan(PlanSources sources, HostPolicy? policy, bool withFiles, TimeProvider time, CancellationToken cancellationToken)
    {
        var reader = new FleetReader(new SpecLoader(new SpecCache()), Windows);
        var head = reader.ReadUntilStopped(sources.HeadTree, sources.Head, cancellationToken);
        ImmutableArray<Diagnostic> ungranted = policy is not null && head.Fleet is { } wanted ? PolicyRules.Check(wanted, policy) : [];
        var document = new PlanDocument(null, null, [.. head.Diagnostics, .. ungranted], PlanDocument.ThisVersion) { Base = sources.Base, Head = sources.Head };
        if (!head.IsValid)
        {
            return new(document with { Result = PlanResult.Invalid, Note = $"The specs are invalid ({DiagnosticPrinter.Counts(head.Diagnostics)}), so there is no plan." }, null);
        }

        var published = reader.ReadUntilStopped(sources.BaseTree, sources.Base, cancellationToken);
        if (published.IsValid)
        {
            return Compare(document with { Note = $"The change {sources.Between}." }, sources, published.Fleet, head.Fleet, withFiles, time);
        }

        return IsEmpty(sources.BaseTree)
            ? Compare(document with { Note = $"Everything is new: there is no site in {sources.Base.Abbreviated}." }, sources, null, head.Fleet, withFiles, time)
            : new(
                document with
                {
                    Result = PlanResult.NoBase,
                    Note = $"The specs are valid, and those of {sources.Base.Abbreviated} are not ({DiagnosticPrinter.Counts(published.Diagnostics)}), so there is nothing to compare with.",
                },
                null);
    }

    // A commit from before there was a site, which is no invalid one.
    private static bool IsEmpty(ISourceTree tree) => tree.List(new DiagnosticList()).IsEmpty;

    private static PlannedChange Compare(PlanDocument document, PlanSources sources, Fleet? published, Fleet head, bool withFiles, TimeProvider time)
    {
        var from = published is null ? null : EffectiveFleet.Of(published);
        var to = EffectiveFleet.Of(head);
        var files = new FleetFiles(from, to);
        var changes = files.Changes();
        var plan = Planner.Create(new PlanRequest { From = from, To = to, Base = sources.Base, Head = sources.Head, Artifacts = changes });
        var forecast = published is null ? new RolloutForecast(null, []) : RolloutForecast.Of(published, head, plan, Windows, time.GetUtcNow());
        var story = PlanStory.Of(plan, from, to, forecast.Timetable);
        var told = document with
        {
            Plan = plan,
            Diagnostics = [.. document.Diagnostics, .. forecast.Obstacles],
            Timetable = forecast.Timetable,
            Guard = Guard.Judge(plan, GuardThresholds.Default, ApprovalTrailers.In(sources.Commits)),
            Story = story,
            Diffs = withFiles ? files.Diffs(changes) : null,
        };
        return new(told, new Lazy<PlanPictures>(() => PlanPictures.Of(plan, story, from, to)));
    }

    /// <param name="Document">The plan, and what is told beside it.</param>
    /// <param name="Pictures">Null: there is no plan to draw.</param>
    private sealed record PlannedChange(PlanDocument Document, Lazy<PlanPictures>? Pictures);
}
