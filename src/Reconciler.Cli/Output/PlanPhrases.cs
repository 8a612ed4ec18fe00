using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Planning;
using Reconciler.Core.Planning.Narration;

namespace Reconciler.Cli.Output;

/// <summary>Phrases that the formats for people share.</summary>
internal static class PlanPhrases
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["phones"] = "phones",
        ["extensions"] = "extensions",
        ["groups"] = "ring groups",
        ["routes"] = "inbound numbers",
        ["site"] = "site settings",
        ["artifacts"] = "published files",
    };

    /// <summary>A kind as people call it.</summary>
    public static string NameOf(PlanCount count) => Names[count.What];

    /// <summary>The kinds of changes, in one line: <c>1 phone changed, 2 published files changed</c>.</summary>
    public static string Headline(PlanDocument document) => document.Plan switch
    {
        null => document.Note ?? "There is no plan.",
        var plan when IsNothing(plan) => "No changes.",
        var plan => string.Join("; ", PlanCount.AllOf(plan).Where(c => c.Total > 0).Select(c => $"{NameOf(c)}: {c}")) + ".",
    };

    public static bool IsNothing(Plan plan) => plan.IsEmpty && plan.Artifacts.IsEmpty;

    /// <summary>An object's title, or those of several that change alike.</summary>
    public static string TitleOf(StoryGroup group, string heading, int most) => group.Entries switch
    {
        [var only] => only.Title,
        { Length: var count } alike when count <= most => $"{count} {heading.ToLowerInvariant()} alike: {string.Join("; ", alike.Select(e => e.Title))}",
        var alike => $"{alike.Length} {heading.ToLowerInvariant()} alike: {string.Join("; ", alike.Take(most).Select(e => e.Title))} and {alike.Length - most} more",
    };

    /// <summary>How a plan that the guard refused is let pass, and on a line of its own the trailer to add.</summary>
    public static string WayPast(Plan plan) =>
        $"If it is meant, add this line to the commit's message, or run 'reconciler approve {plan.Hash}' on the host:\n{ApprovalTrailers.For(plan)}";

    /// <summary>Whether a change of the host's waits for an approval.</summary>
    public static string Waits(HostChange change, bool waits) =>
        waits ? $"Nothing is published before 'reconciler approve {change.Hash}'." : "The next run publishes it.";

    /// <summary>The guard's answer, a line each. None where it has nothing against the plan.</summary>
    public static ImmutableArray<string> Guard(PlanDocument document) => document switch
    {
        { Guard: { Allowed: true, Reasons.IsEmpty: false } verdict } => [$"The guard's objections are overruled by {verdict.ApprovedBy}:", .. verdict.Reasons],
        { Guard: { Allowed: false } verdict } => ["The guard refuses this change:", .. verdict.Reasons],
        _ => [],
    };

    /// <summary>How to see what a comment has no room for.</summary>
    public static string Command(PlanDocument document) =>
        $"reconciler plan --base {document.Base?.Abbreviated}{(document.Head is { } head ? $" --head {head.Abbreviated}" : "")}";

    public static string WordOf(PlanVerb verb) => verb switch
    {
        PlanVerb.Add => "Added",
        PlanVerb.Remove => "Removed",
        PlanVerb.Replace => "Replaced",
        _ => "Changed",
    };
}
