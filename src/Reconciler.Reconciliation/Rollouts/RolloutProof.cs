using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Families;
using Reconciler.Host.Convergence;
using Reconciler.Host.Inventory;

namespace Reconciler.Reconciliation.Rollouts;

/// <summary>Whether the phones that got a commit run it, by what was written down of them. Pure.</summary>
/// <param name="Missing">Those of which it is not proved, by MAC.</param>
/// <param name="Since">Since when all of them run it; null: not all do.</param>
/// <param name="Observed">When the phones were last looked at; null: never.</param>
internal sealed record RolloutProof(ImmutableArray<MacAddress> Missing, DateTimeOffset? Since, DateTimeOffset? Observed)
{
    /// <summary>Nobody has looked yet, which counts neither for it nor against it.</summary>
    public static RolloutProof Unseen(IEnumerable<MacAddress> moved) => new([.. moved], null, null);

    /// <param name="moved">The phones that got it.</param>
    /// <param name="book">The book of phones.</param>
    /// <param name="observed">When they were last looked at; null: never.</param>
    public static RolloutProof Of(IEnumerable<MacAddress> moved, PhoneBook book, DateTimeOffset? observed)
    {
        var missing = ImmutableArray.CreateBuilder<MacAddress>();
        var since = DateTimeOffset.MinValue;
        foreach (var mac in moved)
        {
            // One that the commit takes away has nothing to prove, and one that registers nothing can't.
            if (!book.Phones.TryGetValue(mac, out var phone) || phone.Profile.Lines.IsEmpty)
            {
                continue;
            }

            if (ProvedSince(phone, observed) is { } proved)
            {
                since = proved > since ? proved : since;
            }
            else
            {
                missing.Add(mac);
            }
        }

        return new RolloutProof(missing.ToImmutable(), missing.Count == 0 ? since : null, observed);
    }

    /// <summary>Registered with every line, with the tag of the published profile, and with the firmware that it is to run, in a look that came after it was published.</summary>
    private static DateTimeOffset? ProvedSince(FollowedPhone phone, DateTimeOffset? observed)
    {
        if (phone.State != PhoneState.Converged || !phone.IsWhole || observed is not { } at || at <= phone.Published)
        {
            return null;
        }

        // A phone that tells nobody is taken at its profile's word, which names the image.
        var running = UserAgent.Parse(phone.Seen?.Agent).Firmware ?? phone.FetchedFirmware;
        if (phone.Firmware is { } wanted && running != wanted && (running is not null || DeviceFamilies.OfModel(phone.Model).TellsFirmware))
        {
            return null;
        }

        return (phone.SteadySince ?? phone.StateSince) is { } since && since > phone.Published ? since : phone.Published;
    }
}
