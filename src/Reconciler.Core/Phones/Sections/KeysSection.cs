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
            if (phone.Model.LineKeys == 0 && key is null && phone.Registrations is [var only, ..])
            {
                key = new LineKey(only.DisplayName.Location, only.Index, LabelOf(phone, only));
            }

            WriteKey(profile, n, key, pickup);
        }
    }

    /// <summary>Without a line key there is no resolved key that would hold the label: it is what the phone's spec says, else the extension's name.</summary>
    private static Located<string> LabelOf(Phone phone, Registration registration) =>
        phone.Spec.Keys.OfType<LineKeySpec>().FirstOrDefault()?.Label
        ?? DefaultLabel.Of(registration.Extension);

    private static void WriteKey(ProfileBuilder profile, int n, PhoneKey? key, bool pickup)
    {
        if (key is LineKey line)
        {
            profile.Set("Extension_{n}_", n, line.RegistrationIndex.ToString(CultureInfo.InvariantCulture), line.Location);
            profile.Set("Short_Name_{n}_", n, line.Label.Value, line.Label.Location);
            profile.Set("Extended_Function_{n}_", n, "");
            return;
        }

        var function = KeyFunction.Of(key, pickup);
        profile.Set("Extension_{n}_", n, "Disabled", key?.Location);
        profile.Set("Short_Name_{n}_", n, function.Label, function.LabelSource);
        profile.Set("Extended_Function_{n}_", n, function.Text, key?.Location);
    }
}
