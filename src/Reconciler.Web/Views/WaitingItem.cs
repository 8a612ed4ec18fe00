using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Reconciler.Core.Diagnostics;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Web.Views;

/// <summary>Something that does not go on by itself, or not yet.</summary>
/// <param name="Title">Its name, in a few words.</param>
/// <param name="Why">Why, in sentences.</param>
/// <param name="Since">Since when.</param>
/// <param name="Ways">Commands that move it; none where only time does.</param>
public sealed partial record WaitingItem(string Title, string Why, DateTimeOffset Since, ImmutableArray<WayOn> Ways)
{
    public static ImmutableArray<WaitingItem> Of(StatusRecord status) => [.. Find(status)];

    private static IEnumerable<WaitingItem> Find(StatusRecord status)
    {
        if (status.HostChange is { } change)
        {
            yield return new("A change of this host", string.Join(" ", [.. change.Causes, change.Effect]), change.Since, [new(change.Command, "approve", "Approve", change.Hash)]);
        }
        else if (status.Conditions.FirstOrDefault(c => c is { Type: ConditionType.Allowed, Status: ConditionStatus.False }) is { } refused)
        {
            var hash = ApproveCommand().Match(refused.Message) is { Success: true } match ? match.Groups["hash"].Value : null;
            yield return new("The guard", refused.Message, refused.Since, hash is null ? [] : [new($"reconciler approve {hash}", "approve", "Approve", hash)]);
        }

        if (status.Quarantined is { } quarantined)
        {
            yield return new($"Commit {quarantined.Commit.Abbreviated} is quarantined", quarantined.Message, quarantined.Since, [new("reconciler retry", "retry", "Try again")]);
        }

        if (status.Rollout is { } rollout)
        {
            var why = rollout.Until is { } until
                ? string.Create(CultureInfo.InvariantCulture, $"{rollout.Message} The window opens at {until.UtcDateTime:yyyy-MM-dd HH:mm} UTC.")
                : rollout.Message;
            yield return new(
                $"The rollout of {rollout.Commit.Abbreviated} {RolloutText.Of(rollout)}", why, rollout.Since,
                [new("reconciler rollout resume", "rollout-resume", "Go on"), new("reconciler rollout abort", "abort", "Abort")]);
        }

        if (status.Suspended is { } suspended)
        {
            yield return new("Suspended", suspended.Reason, suspended.Since, [new("reconciler resume", "resume", "Resume")]);
        }

        if (status.RolledBackTo is { } earlier)
        {
            var since = status.Conditions.FirstOrDefault(c => c.Type == ConditionType.Published)?.Since ?? DateTimeOffset.UnixEpoch;
            yield return new($"Rolled back to {earlier.Abbreviated}", "This commit is served whatever the branch says.", since, [new("reconciler resume", "resume", "Follow the branch again")]);
        }

        if (status.KeyRotation is { IsDone: false } rotation)
        {
            yield return new(
                "The master key is rotated", string.Create(CultureInfo.InvariantCulture, $"{rotation.Moved} of {rotation.Phones} phones have moved to the new one."),
                status.Conditions.FirstOrDefault(c => c.Type == ConditionType.Converged)?.Since ?? DateTimeOffset.UnixEpoch, []);
        }
    }

    [GeneratedRegex("reconciler approve (?<hash>[0-9a-f]{64})", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex ApproveCommand();
}

/// <summary>A command and the button that does the same.</summary>
/// <param name="Command">For the host's shell.</param>
/// <param name="Verb">The last part of its address under <c>/act/</c>.</param>
/// <param name="Label">On the button.</param>
/// <param name="Argument">Null: it takes none.</param>
public sealed record WayOn(string Command, string Verb, string Label, string? Argument = null);
