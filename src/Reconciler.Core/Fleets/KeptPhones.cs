using System.Collections.Immutable;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets;

/// <summary>
/// The phones of a fleet that the next one has as they are, whatever else comes, goes or changes in it: those of the same document, under the same profiles,
/// with keys to none of the numbers that changed. Of one site.
/// </summary>
internal sealed class KeptPhones
{
    private readonly ImmutableArray<Phone> _phones;
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);

    /// <param name="before">The names of the fleet.</param>
    /// <param name="phones">Its phones, by their addresses.</param>
    /// <param name="after">The names of the next one.</param>
    public KeptPhones(FleetIndex before, ImmutableArray<Phone> phones, FleetIndex after)
    {
        _phones = phones;
        AddChanged(before.Extensions, after.Extensions);
        AddChanged(before.Groups, after.Groups);
    }

    /// <summary>Whether extensions or groups are others than they were.</summary>
    public bool ChangesNumbers => _changed.Count > 0;

    /// <summary>The phone as it was; null: it has to be resolved.</summary>
    public Phone? Find(PhoneLayout layout)
    {
        if (_phones.IsEmpty)
        {
            return null;
        }

        var phone = _phones[FleetSuccessor.PlaceOf(_phones, layout.Spec.Mac.Value)];
        return ReferenceEquals(phone.Spec, layout.Spec)
            && phone.Profiles.AsSpan().SequenceEqual(layout.Chain.Profiles.AsSpan(), ReferenceEqualityComparer.Instance)
            && (_changed.Count == 0 || !FleetSuccessor.Names(layout, _changed))
                ? phone
                : null;
    }

    /// <summary>Those of the next fleet that were resolved anew.</summary>
    public ImmutableArray<Phone> Others(ImmutableArray<Phone> after)
    {
        var known = _phones.ToHashSet<object>(ReferenceEqualityComparer.Instance);
        return [.. after.Where(phone => !known.Contains(phone))];
    }

    private void AddChanged<T>(Dictionary<string, T> before, Dictionary<string, T> after)
        where T : Spec
    {
        _changed.UnionWith(before.Where(known => !ReferenceEquals(after.GetValueOrDefault(known.Key), known.Value)).Select(known => known.Key));
        _changed.UnionWith(after.Keys.Where(number => !before.ContainsKey(number)));
    }
}
