using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Sections;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Phones;

/// <summary>Renders the whole desired profile of a phone. A pure function: the same phone, site and secrets give the same profile.</summary>
public sealed class PhoneRenderer
{
    private readonly Action<ProfileBuilder, RenderContext>[] _sections =
    [
        ProvisioningSection.Write,
        AdministrationSection.Write,
        RegionalSection.Write,
        SipSection.Write,
        ServiceCodesSection.Write,
        RegistrationsSection.Write,
        KeysSection.Write,
        ConsoleSection.Write,
        TypedSettingsSection.Write,
        UserParametersSection.Write,
    ];

    /// <summary>
    /// The profile with <paramref name="revisionTag"/> in its User-Agent. The tag is computed over the profile with an empty one: see <see cref="RevisionTag"/>.
    /// Every managed parameter is written for every model, also where the catalogue has not seen it there.
    /// </summary>
    public PhoneProfile Render(EffectivePhone phone, ISecretSource secrets, string revisionTag)
    {
        var context = new RenderContext(phone.Phone, phone.Site, secrets, revisionTag);
        var builder = new ProfileBuilder(ProfileLayout.Of(phone.Phone.Model));
        foreach (var write in _sections)
        {
            write(builder, context);
        }

        return builder.Build(phone.Phone.Mac);
    }
}
