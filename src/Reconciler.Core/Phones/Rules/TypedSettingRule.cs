using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones.Settings;
using Reconciler.Core.Text;

namespace Reconciler.Core.Phones.Rules;

/// <summary>A typed setting has a value that phones of the model take. No value is ever echoed.</summary>
internal sealed class TypedSettingRule : IRule<SettingsOnModel>
{
    public void Check(SettingsOnModel subject, DiagnosticList diagnostics)
    {
        var (settings, model, _) = subject;
        foreach (var value in settings.Typed)
        {
            if (!value.IsFactory && value.Secret is null && SettingFields.Find(value.Key) is { } field)
            {
                Check(field, value, model, diagnostics);
            }
        }
    }

    private static void Check(SettingField field, SettingValue value, PhoneModel model, DiagnosticList diagnostics)
    {
        var known = field.Of(model).Where(e => !e.IsImplied && e.FindOn(model) is not null).ToList();
        var written = false;
        foreach (var element in known)
        {
            if (element.TextOf(value) is { } text)
            {
                written = true;
                CheckText(value, text, element.FindOn(model)!, model, diagnostics);
            }
        }

        // What no model has, the schema refuses.
        if (known.Count > 0 && !written && field.Of(model).Any(e => e.TextOf(value) is not null))
        {
            diagnostics.Add(Codes.SettingNotOnModel.At(
                value.Location, $"A {model.Name} has nothing like this value of {value.Key}, and keeps what it has.", "Give such phones another value, in their own files or a profile of theirs."));
        }
    }

    private static void CheckText(SettingValue value, string text, CatalogueParameter known, PhoneModel model, DiagnosticList diagnostics)
    {
        if (PhoneText.Problem(text) is { } problem)
        {
            diagnostics.Add(Codes.TextNotRepresentable.At(value.Location, $"The value of {value.Key} {problem}."));
        }
        else if (known.Canonical(text, model) is null)
        {
            diagnostics.Add(Codes.IllegalSettingValue.At(
                value.Location,
                $"A {model.Name} does not take this value of {value.Key} ({known.Pattern.Replace("{n}", "n", StringComparison.Ordinal)}).",
                known.LegalValuesOn(model).HintFor(text)));
        }
    }
}
