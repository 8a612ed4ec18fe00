using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Planning;

namespace Reconciler.Core.Rollouts;

/// <summary>Which changes of a site go in which waves.</summary>
/// <param name="IsCanary">Whether a phone is in the first wave.</param>
/// <param name="Percentages">See <see cref="RolloutSpec.Percentages"/>.</param>
/// <param name="Concerns">Whether a change of a phone goes in waves; else the phone gets it at once.</param>
/// <param name="Settle">See <see cref="RolloutSpec.Settle"/>.</param>
/// <param name="Deadline">See <see cref="RolloutSpec.Deadline"/>.</param>
/// <param name="RollsBack">Whether a wave that fails gets back what it had.</param>
internal sealed record RolloutPolicy(
    Func<Phone, bool> IsCanary, IReadOnlyList<int> Percentages, Func<PhoneChange, bool> Concerns, TimeSpan Settle, TimeSpan Deadline, bool RollsBack)
{
    /// <summary>
    /// A phone that an image leaves dead is not brought back by the next commit, so firmware goes in waves whatever the site says: to one phone in a
    /// hundred first, then to one in ten, then to half of them.
    /// </summary>
    private static readonly int[] FirmwareWaves = [1, 10, 50];

    public static RolloutPolicy Of(Fleet target, Func<PhoneChange, bool> changesFirmware)
    {
        if (target.Site.Rollout is not { } spec)
        {
            return new RolloutPolicy(_ => false, FirmwareWaves, changesFirmware, RolloutSpec.DefaultSettle, RolloutSpec.DefaultDeadline, RollsBack: false);
        }

        var macs = spec.Canary.Select(c => MacAddress.TryParse(c.Value, out var mac) ? mac : (MacAddress?)null).OfType<MacAddress>().ToHashSet();
        var profiles = spec.Canary.Select(c => c.Value).ToHashSet(StringComparer.Ordinal);
        return new RolloutPolicy(
            phone => macs.Contains(phone.Mac) || phone.Profiles.Any(p => profiles.Contains(p.Name.Value)),
            [.. spec.Percentages.Select(p => p.Value)],
            _ => true,
            spec.Settle,
            spec.Deadline,
            spec.OnFailure == RolloutFailure.Rollback);
    }
}
