using System.Collections.Immutable;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets;

/// <summary>A site's firmware by model and version.</summary>
internal sealed class FirmwareCatalogue
{
    /// <summary>Each is a restart of the phone and a piece of its upgrade rule; Cisco's phones need one.</summary>
    public const int MostSteppingStones = 8;

    private readonly Dictionary<(PhoneModel Model, string Version), FirmwareImageSpec> _images = [];

    public FirmwareCatalogue(ImmutableArray<FirmwareImageSpec> images)
    {
        foreach (var image in images)
        {
            _images.TryAdd((image.Model, image.Version.Value), image);
        }
    }

    /// <summary>The stepping stone that <paramref name="image"/> names; null: it names none, or one that is not there.</summary>
    public FirmwareImageSpec? StoneOf(FirmwareImageSpec image) => image.Via is { } via ? _images.GetValueOrDefault((image.Model, via.Value)) : null;

    /// <summary>
    /// The version after all of its stepping stones, oldest first; empty: the version is not there. Cut off one stone after the limit, which is also where a
    /// circle ends.
    /// </summary>
    public ImmutableArray<FirmwareImageSpec> StepsTo(PhoneModel model, string version)
    {
        var steps = new List<FirmwareImageSpec>();
        for (var step = _images.GetValueOrDefault((model, version)); step is not null && steps.Count <= MostSteppingStones + 1; step = StoneOf(step))
        {
            steps.Add(step);
        }

        steps.Reverse();
        return [.. steps];
    }
}
