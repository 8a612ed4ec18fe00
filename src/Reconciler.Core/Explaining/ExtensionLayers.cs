using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Explaining;

/// <summary>The settings that Asterisk is given for an extension: with what is built in and the site's alone, with the site's own endpoint options, and as it is.</summary>
internal sealed class ExtensionLayers(EffectiveFleet fleet)
{
    public IEnumerable<IEnumerable<LayerValue>> Render(Extension extension)
    {
        var plain = extension with
        {
            Spec = extension.Spec with { Name = null, Context = null },
            CallingContext = fleet.Site.Asterisk.Context.Value,
        };
        yield return Values(plain, fleet.Site with { Asterisk = fleet.Site.Asterisk with { Endpoint = [] } });
        yield return Values(plain, fleet.Site);
        yield return Values(extension, fleet.Site);
    }

    private IEnumerable<LayerValue> Values(Extension extension, SiteSpec site)
    {
        var alone = AsteriskRenderer.Render(fleet with { Site = site, Extensions = [extension], Groups = [], Routes = [] }, new MaskedSecretSource());
        foreach (var section in alone.Sip)
        {
            var name = alone.Channel == SipChannel.Sip ? "peer" : TypeOf(section, extension);
            foreach (var setting in section.Settings)
            {
                yield return new LayerValue(name, setting.Name, setting.Value.Masked, setting.Source);
            }
        }

        foreach (var mailbox in alone.Mailboxes)
        {
            var voicemail = extension.Spec.Voicemail!;
            yield return new LayerValue("mailbox", "pin", mailbox.Pin.Masked, voicemail.Pin.Location);
            yield return new LayerValue("mailbox", "name", mailbox.Name, extension.Spec.Name?.Location ?? extension.Spec.Number.Location);
            yield return new LayerValue("mailbox", "email", mailbox.Email, voicemail.Email?.Location);
            yield return new LayerValue("mailbox", "options", string.Join('|', mailbox.Options), null);
        }
    }

    // While a secret is rotated there is a second auth, of the old one.
    private static string TypeOf(ConfSection section, Extension extension)
    {
        var type = section.Settings[0].Value.Masked;
        return section.Name == SipLogin.Of(extension.Spec) ? type : $"{type} {section.Name}";
    }
}
