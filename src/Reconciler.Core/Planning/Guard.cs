using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Artifacts;

namespace Reconciler.Core.Planning;

/// <summary>
/// Keeps a slip from taking the telephones away: a change that removes too much, empties the fleet, moves the site, touches its emergency numbers or the way that calls to them take
/// needs an approval of just this plan, and so does one of which nobody can tell what it takes. Additions never need one; a replaced phone is not a removed one. Pure.
/// </summary>
public static class Guard
{
    private const int CallersNamed = 5;

    private static readonly ImmutableArray<Func<Plan, GuardThresholds, IEnumerable<string>>> Rules =
        [(plan, _) => Emptied(plan), Removed, (plan, _) => Moved(plan), (plan, _) => Unreached(plan), Unasked];

    /// <summary>Judges a plan.</summary>
    /// <param name="plan">From what is published.</param>
    /// <param name="thresholds">How much may go.</param>
    /// <param name="approvals">Hashes (64 hex digits) that someone allowed, and who it was.</param>
    /// <param name="unreadable">Where what is published can't be read, and the plan therefore shows additions alone: a sentence that says so.</param>
    public static GuardVerdict Judge(Plan plan, GuardThresholds thresholds, IReadOnlyDictionary<string, string> approvals, string? unreadable = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(thresholds);
        ArgumentNullException.ThrowIfNull(approvals);
        ImmutableArray<string> reasons = [.. unreadable is null ? [] : (IEnumerable<string>)[unreadable], .. Rules.SelectMany(rule => rule(plan, thresholds))];
        var approvedBy = !reasons.IsEmpty && approvals.TryGetValue(plan.Hash.ToString(), out var who) ? who : null;
        return new GuardVerdict(reasons.IsEmpty || approvedBy is not null, reasons, thresholds, approvedBy);
    }

    private static IEnumerable<string> Emptied(Plan plan)
    {
        if (plan.Before.Phones > 0 && plan.After.Phones == 0)
        {
            yield return $"The change leaves no phone of {plan.Before.Phones}.";
        }

        if (plan.Before.Extensions > 0 && plan.After.Extensions == 0)
        {
            yield return $"The change leaves no extension of {plan.Before.Extensions}.";
        }
    }

    private static IEnumerable<string> Removed(Plan plan, GuardThresholds thresholds)
    {
        var phones = plan.Phones.Count(p => p.Verb == PlanVerb.Remove);
        var extensions = plan.Extensions.Count(e => e.Verb == PlanVerb.Remove);
        if (plan.After.Phones > 0 && IsTooMuch(phones, plan.Before.Phones, thresholds))
        {
            yield return Sentence(phones, plan.Before.Phones, "phones", thresholds);
        }

        if (plan.After.Extensions > 0 && IsTooMuch(extensions, plan.Before.Extensions, thresholds))
        {
            yield return Sentence(extensions, plan.Before.Extensions, "extensions", thresholds);
        }
    }

    private static IEnumerable<string> Moved(Plan plan)
    {
        foreach (var change in plan.Site)
        {
            if (change is { Name: SiteFields.Name, From: not null })
            {
                yield return $"The change renames the site from \"{change.From}\" to \"{change.To}\", which changes every derived secret.";
            }
            else if (change is { Name: SiteFields.SipHost, From: not null })
            {
                yield return $"The change moves every phone from SIP host \"{change.From}\" to \"{change.To}\".";
            }
            else if (change is { Name: SiteFields.Emergency, From: { Length: > 0 } })
            {
                yield return $"The change makes the emergency numbers, which were \"{change.From}\", {(string.IsNullOrEmpty(change.To) ? "none" : $"\"{change.To}\"")}.";
            }
        }
    }

    private static IEnumerable<string> Unasked(Plan plan, GuardThresholds thresholds)
    {
        if (thresholds.AlwaysAsks && !plan.IsEmpty)
        {
            yield return "This host lets no change pass that nobody approved (guard.require).";
        }
    }

    private static IEnumerable<string> Unreached(Plan plan) => plan.Reach.Select(loss => loss.Before is { } first
        ? $"The change has calls of {Callers(loss)} searched for in context \"{first}\" before \"{loss.Context}\", so a call to {string.Join(" or ", plan.Emergency)} may end there."
        : $"The change takes context \"{loss.Context}\" from {Callers(loss)}, by which a call to {string.Join(" or ", plan.Emergency)} may leave.");

    private static string Callers(ReachLoss loss) =>
        string.Join(", ", loss.Callers.Take(CallersNamed)) + (loss.Callers.Length > CallersNamed ? $" and {loss.Callers.Length - CallersNamed} more" : "");

    private static bool IsTooMuch(int removed, int before, GuardThresholds thresholds) =>
        before >= thresholds.MinimumFleet && removed > before * thresholds.MaxRemoved;

    private static string Sentence(int removed, int before, string what, GuardThresholds thresholds) => string.Create(
        CultureInfo.InvariantCulture, $"The change removes {removed} of {before} {what}, more than the {thresholds.MaxRemoved * 100:0.##} % allowed.");
}
