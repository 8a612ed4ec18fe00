using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;
using Reconciler.Core.Text;

namespace Reconciler.Core.Phones.Rules;

/// <summary>A parameter that the user names is in the catalogue, is not Reconciler's own, and has a value that the phone takes. No value is ever echoed.</summary>
internal sealed class ParameterRule : IRule<SettingsOnModel>
{
    public void Check(SettingsOnModel subject, DiagnosticList diagnostics)
    {
        foreach (var parameter in subject.Settings.Parameters)
        {
            Check(parameter, subject.Model, diagnostics);
        }
    }

    private static void Check(ParameterSpec parameter, PhoneModel model, DiagnosticList diagnostics)
    {
        var name = parameter.Name;
        var (managed, catalogue) = (ManagedParameters.Of(model), ParameterCatalogue.Of(model));
        if (managed.IsRefused(name.Value))
        {
            diagnostics.Add(Managed(name, managed));
            return;
        }

        if (catalogue.Find(name.Value) is not { } known)
        {
            var hint = (diagnostics.IsFull ? null : catalogue.DidYouMean(name.Value)) ?? "A parameter that the catalogue lacks goes under unchecked.";
            diagnostics.Add(Codes.UnknownParameter.At(name.Location, $"The catalogue has no phone parameter \"{name.Value}\".", hint));
            return;
        }

        if (known.IsReadOnly)
        {
            diagnostics.Add(Codes.UnknownParameter.At(name.Location, $"Phones only report \"{name.Value}\"; it cannot be set.", "Leave it out."));
            return;
        }

        if (!ProfileLayout.IsOn(known, name.Value, model) && !managed.Contains(name.Value))
        {
            diagnostics.Add(Codes.ParameterNotSeen.At(name.Location, $"The parameter \"{name.Value}\" has not been seen on a {model.Name}, which may ignore it."));
        }

        CheckText(parameter, known, diagnostics);
        CheckSecrecy(parameter, known, diagnostics);
        CheckValue(parameter, known, model, diagnostics);
    }

    public static Diagnostic Managed(Located<string> name, ManagedParameters managed) => Codes.ManagedParameter.At(
        name.Location,
        $"Reconciler sets the parameter \"{name.Value}\" itself.",
        managed.KeyOf(name.Value) is { } key ? $"Use {key} instead." : "Leave it out.");

    private static void CheckText(ParameterSpec parameter, CatalogueParameter known, DiagnosticList diagnostics)
    {
        if (!known.IsSecret)
        {
            CheckText(parameter, diagnostics);
        }
        else if (parameter.Text is { Value.Length: > 0 } text && SecretText.Problem(text.Value, SecretKind.Parameter) is { } problem)
        {
            diagnostics.Add(Codes.SecretUnwritable.At(text.Location, $"The value of \"{parameter.Name.Value}\" {problem}.", "Write another one."));
        }
    }

    public static void CheckText(ParameterSpec parameter, DiagnosticList diagnostics)
    {
        if (parameter.Text is { } text && PhoneText.Problem(text.Value) is { } problem)
        {
            diagnostics.Add(Codes.TextNotRepresentable.At(text.Location, $"The value of \"{parameter.Name.Value}\" {problem}."));
        }
    }

    private static void CheckSecrecy(ParameterSpec parameter, CatalogueParameter known, DiagnosticList diagnostics)
    {
        if (parameter.Secret is { } secret && !known.IsSecret)
        {
            diagnostics.Add(Codes.ParameterTakesNoSecret.At(
                secret.Location,
                $"The parameter \"{parameter.Name.Value}\" is no password, key or PIN: phones show it to everybody.",
                "Write its text."));
        }
        else if (parameter.Text is { Value.Length: > 0 } text && known.IsSecret)
        {
            diagnostics.Add(Codes.PlainParameterSecret.At(
                text.Location,
                $"The parameter \"{parameter.Name.Value}\" holds a password, key or PIN, and everybody who reads the repository can read it.",
                "Use { derive: 1 }, { env: NAME } or { file: name }."));
        }
    }

    private static void CheckValue(ParameterSpec parameter, CatalogueParameter known, PhoneModel model, DiagnosticList diagnostics)
    {
        if (parameter.Text is { } text && !known.IsSecret && known.Canonical(text.Value, model) is null)
        {
            diagnostics.Add(Codes.IllegalParameterValue.At(
                text.Location,
                $"The parameter \"{parameter.Name.Value}\" does not take this value.",
                known.LegalValuesOn(model).HintFor(text.Value)));
        }
    }
}
