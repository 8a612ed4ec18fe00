using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Families;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Phones;

/// <summary>Renders the whole desired profile of a phone. A pure function: the same phone, site and secrets give the same profile.</summary>
public static class PhoneRenderer
{
    /// <summary>
    /// The profile with <paramref name="revisionTag"/> in its User-Agent. The tag is computed over the profile with an empty one: see <see cref="RevisionTag"/>.
    /// Every managed parameter is written for every model, also where the catalogue has not seen it there.
    /// </summary>
    public static PhoneProfile Render(EffectivePhone phone, ISecretSource secrets, string revisionTag)
    {
        ArgumentNullException.ThrowIfNull(phone);
        return DeviceFamilies.Of(phone.Phone.Model).Render(phone, secrets, revisionTag);
    }
}
