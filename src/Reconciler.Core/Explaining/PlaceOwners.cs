using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Explaining;

/// <summary>Says whose spec a place is in. A file is looked through once, when it is first asked for.</summary>
internal sealed class PlaceOwners(EffectiveFleet fleet, ILineHistory history)
{
    private readonly Dictionary<string, Spec[]> _files = new(StringComparer.Ordinal);

    public ValueSource SourceOf(SpecLocation place) => new(place, OwnerOf(place), history.Find(place));

    private string OwnerOf(SpecLocation place)
    {
        if (!_files.TryGetValue(place.File, out var specs))
        {
            specs = [.. All().Where(s => s.Location.File == place.File).Distinct(ReferenceEqualityComparer.Instance).Cast<Spec>().OrderBy(s => s.Location)];
            _files.Add(place.File, specs);
        }

        return Array.FindLast(specs, s => s.Location <= place) is { } owner ? SpecTitle.Of(owner) : place.File;
    }

    private IEnumerable<Spec> All() =>
    [
        fleet.Site,
        .. fleet.Phones.Select(p => p.Phone.Spec),
        .. fleet.Phones.SelectMany(p => p.Phone.Profiles),
        .. fleet.Extensions.Select(e => e.Spec),
        .. fleet.Groups,
        .. fleet.Routes,
    ];
}
