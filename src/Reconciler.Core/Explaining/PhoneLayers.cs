using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;
using Reconciler.Core.Planning.Narration;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Explaining;

/// <summary>A phone as it would be with the lowest layer alone, then with one layer more each, up to the phone itself.</summary>
internal sealed class PhoneLayers(EffectiveFleet fleet, FleetNames names)
{
    /// <summary>Its profile at each layer: names of extensions for labels, profile by profile, the phone.</summary>
    public IEnumerable<IEnumerable<LayerValue>> Render(Phone phone) => Of(phone).Select(Values);

    private IEnumerable<LayerValue> Values(Phone phone) =>
        PhoneRenderer.Render(new EffectivePhone(phone, null, fleet.Site), new MaskedSecretSource(), RevisionTag.Masked).Parameters
            .Select(p => new LayerValue(null, p.Name, p.Value.Masked, p.Source));

    private IEnumerable<Phone> Of(Phone phone)
    {
        var layer = Unlabelled(phone) with { Settings = SettingsSpec.Empty };
        yield return layer;
        foreach (var settings in phone.Profiles.SelectMany(profile => SettingsLayers.Of(profile, phone.Model)))
        {
            layer = layer with { Settings = SettingsLayers.Over(layer.Settings, settings) };
            yield return layer;
        }

        yield return phone;
    }

    /// <summary>Without the labels and display names that keys give.</summary>
    private Phone Unlabelled(Phone phone) => phone with
    {
        Spec = phone.Spec with { Keys = [.. phone.Spec.Keys.Select(key => key is LineKeySpec line ? line with { Label = null } : key)] },
        Registrations = [.. phone.Registrations.Select(r => r with { DisplayName = DefaultLabel.Of(r.Extension) })],
        Registrars = [.. phone.Registrars.Select(r => r with { DisplayName = r.Registrar.User })],
        Keys = [.. phone.Keys.Select(key => Unlabelled(key, phone))],
        Console = [.. phone.Console.Select(key => Unlabelled(key, phone))],
    };

    private PhoneKey Unlabelled(PhoneKey key, Phone phone) => key switch
    {
        LineKey line => line with { Label = DefaultLabel.Of(phone.Registrations.First(r => r.Index == line.RegistrationIndex).Extension) },
        RegistrarKey other => other with { Label = phone.Registrars.First(r => r.Index == other.RegistrationIndex).Registrar.User },
        BlfKey blf => blf with { Label = LabelOf(blf.Number, blf.Location) },
        SpeedDialKey dial => dial with { Label = LabelOf(dial.Number, dial.Location) },
        ParkKey park => park with { Label = KeyLabels.BuiltIn(park)!.Value },
        PageKey page => page with { Label = KeyLabels.BuiltIn(page)!.Value },
        XmlKey xml => xml with { Label = KeyLabels.BuiltIn(xml)!.Value },
        FunctionKey function => function with { Label = KeyLabels.BuiltIn(function)!.Value },
        _ => key,
    };

    private Located<string> LabelOf(string number, SpecLocation key) =>
        names.Find(number) is { } extension ? DefaultLabel.Of(extension.Spec)
        : names.FindGroup(number) is { } group ? DefaultLabel.Of(group)
        : new Located<string>(number, key);
}
