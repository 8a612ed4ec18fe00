using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Notifications.Troubles;

/// <summary>Finds what stands: of several consequences of one cause, the cause alone.</summary>
public static class SiteTroubles
{
    private const int MostOfAKind = 5;

    public static IReadOnlyList<SiteTrouble> Find(StatusRecord status, PhoneBook phones, ConvergenceSummary? seen, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(phones);
        var server = ServerSide(status);
        return
        [
            .. server is null ? [] : new[] { server },
            // While the server is in trouble itself, what phones do follows from that.
            .. server is null && status.Conditions.FirstOrDefault(c => c is { Type: ConditionType.Converged, Status: ConditionStatus.False, Reason: ConditionReasons.Stale }) is { } stale
                ? new[] { new SiteTrouble("Phones/Stale", "Phones run another profile than they should", stale.Message, stale.Since) } : [],
            .. Fold("Unknown", "unknown phones", [.. (seen?.Unmanaged ?? []).Select(c => new SiteTrouble(
                $"Unknown/{c.Extension}/{HostOf(c.Address)}", $"An unknown phone registers as {c.Extension}", $"{c.Address}, which calls itself {(c.UserAgent.Length == 0 ? "nothing" : c.UserAgent)}: {c.Why}", now))]),
            .. Fold("Rejected", "rejected phones", [.. phones.Rejected.Where(r => r.Value.IsCurrent(now)).Select(r => new SiteTrouble(
                $"Rejected/{r.Key}", $"Asterisk rejects a phone as {r.Key}", $"Extension {r.Key}: {r.Value}.", r.Value.Since))]),
        ];
    }

    private static SiteTrouble? ServerSide(StatusRecord status)
    {
        if (status.Conditions.FirstOrDefault(c => c is { Type: ConditionType.Ready, Status: ConditionStatus.False }) is { } ready)
        {
            return new SiteTrouble($"Ready/{ready.Reason}", $"Not ready: {ready.Reason}", ready.Message.Length > 0 ? ready.Message : "What runs is not what Git says.", ready.Since);
        }

        if (status.HostChange is { } change)
        {
            return new SiteTrouble($"HostChange/{change.Hash}", "A change of the host waits for an approval", $"{string.Join(" ", change.Causes)} {change.Effect} '{change.Command}' lets it pass.", change.Since);
        }

        if (status.Quarantined is { } quarantined)
        {
            return new SiteTrouble($"Quarantined/{quarantined.Commit}", $"Commit {quarantined.Commit.Abbreviated} is quarantined", quarantined.Message, quarantined.Since);
        }

        return status.Rollout is { State: RolloutState.Held or RolloutState.RolledBack } rollout
            ? new SiteTrouble($"Rollout/{rollout.State}/{rollout.Commit}", $"The rollout of {rollout.Commit.Abbreviated} {RolloutText.Verb(rollout.State)}", rollout.Message, rollout.Since)
            : null;
    }

    /// <summary>A person who has got five messages of a kind needs no sixth.</summary>
    private static IEnumerable<SiteTrouble> Fold(string key, string what, IReadOnlyList<SiteTrouble> troubles) => troubles.Count <= MostOfAKind
        ? troubles
        : [new SiteTrouble($"{key}/Many", string.Create(CultureInfo.InvariantCulture, $"{troubles.Count} {what}"), string.Join('\n', troubles.Take(MostOfAKind).Select(t => t.Text)) + "\nand more: 'reconciler phones' lists them.", troubles.Min(t => t.Since))];

    private static string HostOf(string address) => address.LastIndexOf(':') is var colon and > 0 ? address[..colon] : address;
}
