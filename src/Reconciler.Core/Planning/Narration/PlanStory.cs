using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Planning.Narration;

/// <summary>A plan as an administrator would tell it. Plain text, secrets as their references, nothing that a format has to look up.</summary>
public sealed record PlanStory
{
    /// <summary>In the order of the plan's phones.</summary>
    public required ImmutableArray<StoryEntry> Phones { get; init; }

    /// <summary>By number; also those of which only the phones change that carry them.</summary>
    public required ImmutableArray<StoryEntry> Extensions { get; init; }

    /// <summary>By number; also those that ring other phones without an edit of their own.</summary>
    public required ImmutableArray<StoryEntry> Groups { get; init; }

    /// <summary>By DID and context; also those that ring other phones without an edit of their own.</summary>
    public required ImmutableArray<StoryEntry> Routes { get; init; }

    /// <summary>One entry, or none: what site.yaml says otherwise.</summary>
    public required ImmutableArray<StoryEntry> Site { get; init; }

    /// <summary>Its effects on the house as a whole, a clause each.</summary>
    public required ImmutableArray<string> Effects { get; init; }

    /// <summary>Sections in the order of reading, with their headings; empty ones too.</summary>
    public ImmutableArray<(string Heading, ImmutableArray<StoryEntry> Entries)> Sections =>
        [("Site", Site), ("Phones", Phones), ("Extensions", Extensions), ("Ring groups", Groups), ("Inbound numbers", Routes)];

    /// <summary>The story of a plan between these fleets; a null <paramref name="from"/> is one without anything, a null <paramref name="timetable"/> one where all goes at once.</summary>
    public static PlanStory Of(Plan plan, EffectiveFleet? from, EffectiveFleet to, PlanTimetable? timetable = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(to);
        var before = new FleetNames(from);
        var after = new FleetNames(to);
        var calls = new CallNarrator(before, after);
        return new PlanStory
        {
            Phones = new PhoneNarrator(before, after).Describe(plan.Phones),
            Extensions = new ExtensionNarrator(before, after).Describe(plan.Extensions),
            Groups = calls.Groups(plan.Groups),
            Routes = calls.Routes(plan.Routes),
            Site = SiteOf(plan, from),
            Effects = [.. EffectNarrator.Describe(plan, before, after), .. TimetableNarrator.Describe(timetable)],
        };
    }

    private static ImmutableArray<StoryEntry> SiteOf(Plan plan, EffectiveFleet? from)
    {
        if (plan.Site.IsEmpty)
        {
            return [];
        }

        return from is null
            ? [new StoryEntry("site", PlanVerb.Add, "site.yaml", [$"is new: the site {Words.Quote(plan.Site.First(c => c.Name == SiteFields.Name).To!)}"])]
            : [new StoryEntry("site", PlanVerb.Change, "site.yaml", [.. plan.Site.Select(c => $"{c.Name} {Words.Becomes(c.From, c.To)}")])];
    }
}
