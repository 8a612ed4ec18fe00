using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>A secret written in clear text is allowed, and warned about. The text is never echoed.</summary>
internal sealed class PlainSecretRule : IFleetRule
{
    public void Check(FleetIndex index, DiagnosticList diagnostics)
    {
        foreach (var extension in index.Specs.Extensions)
        {
            Check(diagnostics, extension.Secret, extension);
            Check(diagnostics, extension.PreviousSecret, extension);
            Check(diagnostics, extension.Voicemail?.Pin, extension);
        }

        foreach (var profile in index.Specs.Profiles)
        {
            Check(diagnostics, profile.Settings, profile);
            foreach (var model in profile.Models)
            {
                Check(diagnostics, model.Parameters, profile);
            }
        }

        foreach (var phone in index.Specs.Phones)
        {
            Check(diagnostics, phone.Settings, phone);
        }
    }

    private static void Check(DiagnosticList diagnostics, SettingsSpec settings, Spec owner)
    {
        Check(diagnostics, settings.AdminPassword, owner);
        Check(diagnostics, settings.Parameters, owner);
        Check(diagnostics, settings.Unchecked, owner);
    }

    private static void Check(DiagnosticList diagnostics, ImmutableArray<ParameterSpec> parameters, Spec owner)
    {
        foreach (var parameter in parameters)
        {
            Check(diagnostics, parameter.Secret, owner);
        }
    }

    private static void Check(DiagnosticList diagnostics, Located<SecretReference>? secret, Spec owner)
    {
        if (secret is { Value.Origin: SecretOrigin.Value } given)
        {
            diagnostics.Add(Codes.PlainSecret.At(
                given.Location,
                $"a secret of {SpecTitle.Of(owner)} stands here in clear text, for everyone who can read the repository.",
                "Use `{ derive: 1 }`, `{ env: NAME }` or `{ file: name }`."));
        }
    }
}
