using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Reconciliation.Rollouts;

/// <summary>Which changes of a site go in which waves.</summary>
internal sealed class RolloutPolicy
{
    /// <summary>
    /// A phone that an image leaves dead is not brought back by the next commit, so firmware goes in waves whatever the site says: to one phone in a
    /// hundred first, then to one in ten, then to half of them.
    /// </summary>
    private static readonly int[] FirmwareWaves = [1, 10, 50];

    private readonly RolloutSpec? _spec;
    private readonly bool _hasWindows;
    private readonly HashSet<MacAddress> _macs;
    private readonly HashSet<string> _profiles;

    private RolloutPolicy(SiteSpec site)
    {
        _spec = site.Rollout;
        _hasWindows = !site.Windows.IsEmpty;
        var canaries = _spec?.Canary.Select(c => c.Value) ?? [];
        _profiles = canaries.ToHashSet(StringComparer.Ordinal);
        _macs = canaries.Select(c => MacAddress.TryParse(c, out var mac) ? mac : (MacAddress?)null).OfType<MacAddress>().ToHashSet();
        Tracks = TracksOf();
    }

    /// <summary>In the order in which they follow each other. Where there are windows, phones that are not restarted go first: they need not wait with those that are.</summary>
    public ImmutableArray<RolloutTrack> Tracks { get; }

    /// <summary>See <see cref="RolloutSpec.Settle"/>.</summary>
    public TimeSpan Settle => _spec?.Settle ?? RolloutSpec.DefaultSettle;

    /// <summary>See <see cref="RolloutSpec.Deadline"/>.</summary>
    public TimeSpan Deadline => _spec?.Deadline ?? RolloutSpec.DefaultDeadline;

    /// <summary>Whether a wave that fails gets back what it had.</summary>
    public bool RollsBack => _spec?.OnFailure == RolloutFailure.Rollback;

    public static RolloutPolicy Of(Fleet target) => new(target.Site);

    /// <summary>Whether a phone is in the first wave of its track.</summary>
    public bool IsCanary(Phone phone) => _macs.Contains(phone.Mac) || phone.Profiles.Any(p => _profiles.Contains(p.Name.Value));

    /// <summary>Whether a phone that changes goes in waves; else it gets the change at once.</summary>
    public bool Concerns(bool changesFirmware, bool restarts) => _spec is not null || changesFirmware || (_hasWindows && restarts);

    /// <summary>Where phones that go together belong.</summary>
    public RolloutTrack TrackOf(bool changesFirmware, bool restarts) => _spec is null
        ? Tracks[changesFirmware ? 1 : 0]
        : Tracks[_hasWindows && restarts ? 1 : 0];

    private ImmutableArray<RolloutTrack> TracksOf()
    {
        if (_spec is null)
        {
            return [new RolloutTrack([], Restarts: true), new RolloutTrack(FirmwareWaves, Restarts: true)];
        }

        var shares = _spec.Percentages.Select(p => p.Value).ToArray();
        return _hasWindows ? [new RolloutTrack(shares, Restarts: false), new RolloutTrack(shares, Restarts: true)] : [new RolloutTrack(shares, Restarts: false)];
    }
}
