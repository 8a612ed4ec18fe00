using System.Collections.Immutable;
using Reconciler.Host.Convergence;

namespace Reconciler.Host.PhoneLogs;

/// <summary>A step of a phone's way from its box to calls, as far as it can be seen from this host.</summary>
/// <param name="Name">In a few words.</param>
/// <param name="At">When it was last seen; null: not seen.</param>
/// <param name="Text">How it was seen, or where to look for it.</param>
public sealed record PhoneStep(string Name, DateTimeOffset? At, string Text)
{
    /// <summary>In their order. A step that is not seen may have been done all the same: not every server tells.</summary>
    /// <param name="phone">Null: no published phone.</param>
    /// <param name="log">All that was seen of it, oldest first.</param>
    public static ImmutableArray<PhoneStep> Of(FollowedPhone? phone, IReadOnlyList<PhoneLogLine> log)
    {
        var steps = ImmutableArray.CreateBuilder<PhoneStep>();
        steps.Add(Last("has an address", log.LastOrDefault(l => l.Kind == PhoneLogKind.Lease), "not seen; phones.logs in agent.yaml names the DHCP server's log"));
        steps.Add(Last("fetched its model's file", Fetch(log, PhoneFileKind.Bootstrap), "not seen; a phone of the factory asks for it by DHCP's option 66, 150 or 160"));
        steps.Add(Last("fetched its profile", Fetch(log, PhoneFileKind.Profile), "not seen"));
        if (phone?.Firmware is { } wanted)
        {
            steps.Add(Last("fetched its firmware", Fetch(log, PhoneFileKind.Firmware), $"not seen; it is to run {wanted}"));
        }

        if (phone is null)
        {
            steps.Add(new PhoneStep("is described", null, "no file of the repository has its MAC address, so that there is no profile for it"));
            return steps.ToImmutable();
        }

        if (phone.NotifiedAt is { } told)
        {
            steps.Add(new PhoneStep("was told to fetch", told, phone.Problem ?? (phone.Attempts == 1 ? "once" : $"{phone.Attempts} times")));
        }

        steps.Add(phone.Seen is { } seen ? new PhoneStep("registered", seen.Since, $"from {seen.Address}: {seen.Agent}") : new PhoneStep("registered", null, "not yet"));
        steps.Add(phone.State == PhoneState.Converged
            ? new PhoneStep("runs its profile", phone.StateSince, $"it registers with the revision {phone.Profile.Tag}")
            : new PhoneStep("runs its profile", null, phone.Why.Length > 0 ? phone.Why : "not proved yet"));
        return steps.ToImmutable();
    }

    private static PhoneStep Last(string name, PhoneLogLine? line, string otherwise) => line is null ? new PhoneStep(name, null, otherwise) : new PhoneStep(name, line.At, $"{line.Text}, from {line.Address}");

    private static PhoneLogLine? Fetch(IReadOnlyList<PhoneLogLine> log, PhoneFileKind kind) => log.LastOrDefault(l => l.File is { } file && PhoneFile.Of(file)?.Kind == kind);
}
