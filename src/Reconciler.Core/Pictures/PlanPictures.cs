using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Explaining;
using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;
using Reconciler.Core.Planning.Narration;

namespace Reconciler.Core.Pictures;

/// <summary>A plan in pictures, for a review: no part of the plan, nor of its hash.</summary>
public sealed record PlanPictures
{
    private const int MostFaces = 20;
    private const int MostCalls = 8;

    /// <summary>Phones whose face changes, by MAC; of many that change alike, the first few.</summary>
    public required ImmutableArray<FacePicture> Faces { get; init; }

    /// <summary>How many faces change, those that are not drawn too.</summary>
    public required int ChangedFaces { get; init; }

    /// <summary>Inbound numbers first, then ring groups, then extensions.</summary>
    public required ImmutableArray<CallPicture> Calls { get; init; }

    /// <summary>How many calls go another way, those that are not drawn too.</summary>
    public required int ChangedCalls { get; init; }

    public static PlanPictures Of(Plan plan, PlanStory story, EffectiveFleet? from, EffectiveFleet to)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(story);
        ArgumentNullException.ThrowIfNull(to);
        var (before, after) = (new FleetNames(from), new FleetNames(to));
        var faces = ChangedPhones(plan, story, before, after).ToList();
        var calls = Ways(story, before, after).Where(w => CallChart.Differ(w.Before, w.After)).ToList();
        return new PlanPictures
        {
            Faces = [.. faces.Take(MostFaces).OrderBy(f => f.Change.Mac).Select(f => new FacePicture(
                f.Change.Mac, f.Change.Verb, FleetNames.TitleOf((f.After ?? f.Before)!), FaceDrawing.OfChange(FaceOf(f.Before), FaceOf(f.After))))],
            ChangedFaces = faces.Count,
            Calls = [.. calls.Take(MostCalls).Select(w => new CallPicture(w.Entry.Verb, w.Entry.Title, CallChart.Of(w.Before, w.After)))],
            ChangedCalls = calls.Count,
        };
    }

    /// <summary>One of each kind of change comes first: 500 phones of a profile hide no other.</summary>
    private static IEnumerable<(PhoneChange Change, Phone? Before, Phone? After)> ChangedPhones(Plan plan, PlanStory story, FleetNames before, FleetNames after)
    {
        var rank = StoryGroup.Of(story.Phones).SelectMany(g => g.Entries.Select((entry, i) => (entry.Id, Rank: i))).ToDictionary(r => r.Id, r => r.Rank, StringComparer.Ordinal);
        return from change in plan.Phones
               orderby rank.GetValueOrDefault(change.Mac.ToString())
               let old = change.Verb == PlanVerb.Add ? null : before.Find(change.Replaces ?? change.Mac)
               let now = change.Verb == PlanVerb.Remove ? null : after.Find(change.Mac)
               where (old ?? now) is not null && !(FaceOf(old) is { } one && FaceOf(now) is { } other && one.LooksLike(other))
               select (change, old, now);
    }

    private static PhoneFace? FaceOf(Phone? phone) => phone is null ? null : PhoneFace.Of(phone);

    private static IEnumerable<(StoryEntry Entry, CallNode? Before, CallNode? After)> Ways(PlanStory story, FleetNames before, FleetNames after) =>
    [
        .. story.Routes.Select(e => (e, RouteOf(before, e.Id), RouteOf(after, e.Id))),
        .. story.Groups.Select(e => (e, GroupOf(before, e.Id), GroupOf(after, e.Id))),
        .. story.Extensions.Select(e => (e, ExtensionOf(before, e.Id), ExtensionOf(after, e.Id))),
    ];

    private static CallNode? RouteOf(FleetNames names, string id) =>
        names.Fleet?.Routes.FirstOrDefault(r => $"{r.Did}@{r.Context}" == id) is { } route ? Path(names).Of(route) : null;

    private static CallNode? GroupOf(FleetNames names, string id) => names.FindGroup(id) is { } group ? Path(names).Of(group) : null;

    private static CallNode? ExtensionOf(FleetNames names, string id) => names.Find(id) is { } extension ? Path(names).Of(extension) : null;

    private static CallPath Path(FleetNames names) => new(names, null);
}
