using System.Collections.Immutable;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Phones;

/// <summary>Phones by MAC, with the input digest of each one's profile; asked for phones in the order of their MACs.</summary>
/// <param name="phones">The phones.</param>
/// <param name="digests">A digest each.</param>
internal sealed class KnownProfiles(ImmutableArray<EffectivePhone> phones, ImmutableArray<Digest> digests)
{
    private int _next;

    public static KnownProfiles None => new([], []);

    /// <summary>Null: it is another phone, or not as it was.</summary>
    public Digest? Find(EffectivePhone phone)
    {
        while (_next < phones.Length && phones[_next].Phone.Mac.CompareTo(phone.Phone.Mac) < 0)
        {
            _next++;
        }

        return _next < phones.Length && phones[_next] is var known && ReferenceEquals(known.Phone, phone.Phone) && ReferenceEquals(known.Site, phone.Site)
            && known.HasPreviousKey == phone.HasPreviousKey ? digests[_next] : null;
    }
}
