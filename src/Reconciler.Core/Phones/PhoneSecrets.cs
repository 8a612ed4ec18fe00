using Reconciler.Core.Fleets;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Phones;

/// <summary>The secrets that a phone's profile holds.</summary>
public static class PhoneSecrets
{
    public static IEnumerable<SecretReference> Of(Phone phone)
    {
        var catalogue = ParameterCatalogue.Of(phone.Model);
        foreach (var registration in phone.Registrations)
        {
            yield return registration.Extension.Secret.Value;
        }

        foreach (var registrar in phone.Registrars)
        {
            yield return registrar.Registrar.Password.Value;
        }

        if (phone.Settings.AdminPassword is { } password)
        {
            yield return password.Value;
        }

        foreach (var value in phone.Settings.Typed)
        {
            if (value.Secret is { } secret)
            {
                yield return secret;
            }
        }

        foreach (var parameter in phone.Settings.Parameters.Concat(phone.Settings.Unchecked))
        {
            if (PlainSecrets.ReferenceOf(parameter, catalogue.Find(parameter.Name.Value), phone) is { } reference)
            {
                yield return reference;
            }
        }
    }
}
