using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Reconciliation.Hosts;

/// <summary>Finds every secret that a fleet names.</summary>
public static class SecretReferences
{
    /// <summary>Each reference with the place that names it; a profile's appear once a phone that uses it.</summary>
    public static IEnumerable<Located<SecretReference>> Of(EffectiveFleet fleet)
    {
        foreach (var extension in fleet.Extensions)
        {
            yield return extension.Spec.Secret;
            if (extension.Spec.PreviousSecret is { } previous)
            {
                yield return previous;
            }

            if (extension.Spec.Voicemail is { } voicemail)
            {
                yield return voicemail.Pin;
            }
        }

        foreach (var (phone, _, _) in fleet.Phones)
        {
            foreach (var registrar in phone.Registrars)
            {
                yield return registrar.Registrar.Password;
            }

            foreach (var secret in Of(phone.Settings))
            {
                yield return secret;
            }
        }
    }

    private static IEnumerable<Located<SecretReference>> Of(SettingsSpec settings)
    {
        if (settings.AdminPassword is { } admin)
        {
            yield return admin;
        }

        foreach (var value in settings.Typed)
        {
            if (value.Secret is { } secret)
            {
                yield return new Located<SecretReference>(secret, value.Location);
            }
        }

        foreach (var parameter in settings.Parameters)
        {
            if (parameter.Secret is { } secret)
            {
                yield return secret;
            }
        }

        foreach (var parameter in settings.Unchecked)
        {
            if (parameter.Secret is { } secret)
            {
                yield return secret;
            }
        }
    }
}
