using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Sections;

/// <summary>Every line key of the model; those that nothing is put on are disabled. A model without line keys shows its registration by the parameters of key 1.</summary>
internal static class KeysSection
{
    public static void Write(ProfileBuilder profile, RenderContext context)
    {
        var phone = context.Phone;
        var pickup = context.Site.Features.DirectedPickup is not null;
        var count = ProfileLayout.KeysOf(phone.Model);
        for (var n = 1; n <= count; n++)
        {
            var key = n <= phone.Keys.Length ? phone.Keys[n - 1] : null;
            WriteKey(profile, n, phone.Model.LineKeys == 0 && key is null ? OnlyLine(phone) : key, pickup, context.OwnLine);
        }
    }

    /// <summary>Without a line key there is no resolved key that would hold the label: it is what the phone's spec says, else the extension's name.</summary>
    private static PhoneKey? OnlyLine(Phone phone) => phone switch
    {
        { Registrations: [var own, ..] } => new LineKey(
            own.DisplayName.Location, own.Index, phone.Spec.Keys.OfType<LineKeySpec>().FirstOrDefault()?.Label ?? DefaultLabel.Of(own.Extension)),
        { Registrars: [var other, ..] } => new RegistrarKey(
            other.DisplayName.Location, other.Index, phone.Spec.Keys.OfType<RegistrarKeySpec>().FirstOrDefault()?.Label ?? other.DisplayName),
        _ => null,
    };

    private static void WriteKey(ProfileBuilder profile, int n, PhoneKey? key, bool pickup, int ownLine)
    {
        switch (key)
        {
            case LineKey line:
                WriteLine(profile, n, line.RegistrationIndex, line, line.Label);
                return;
            case RegistrarKey other:
                WriteLine(profile, n, other.RegistrationIndex, other, other.Label);
                return;
        }

        var function = KeyFunction.Of(key, pickup, ownLine);
        profile.Set("Extension_{n}_", n, "Disabled", key?.Location);
        profile.Set("Short_Name_{n}_", n, function.Label, function.LabelSource);
        profile.Set("Extended_Function_{n}_", n, function.Text, key?.Location);
    }

    private static void WriteLine(ProfileBuilder profile, int n, int registration, PhoneKey key, Located<string> label)
    {
        profile.Set("Extension_{n}_", n, registration.ToString(CultureInfo.InvariantCulture), key.Location);
        profile.Set("Short_Name_{n}_", n, label.Value, label.Location);
        profile.Set("Extended_Function_{n}_", n, "");
    }
}
