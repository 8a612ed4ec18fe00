using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Settings;

namespace Reconciler.Core.Phones.Rules;

/// <summary>A setting can be put back: every profile of the model writes it, or <c>factory</c> does.</summary>
internal sealed class FactoryValueRule : IRule<SettingsOnModel>
{
    public void Check(SettingsOnModel subject, DiagnosticList diagnostics)
    {
        var (settings, model, _) = subject;
        foreach (var value in settings.Typed)
        {
            if (SettingFields.Find(value.Key) is { } field && field.Of(model).Any(e => IsStuck(e, model)))
            {
                diagnostics.Add(Codes.FactoryValueUnknown.At(
                    value.Location,
                    value.IsFactory
                        ? $"Nobody knows what a new {model.Name} has for {value.Key}, so that it keeps what it has."
                        : $"Once {value.Key} is set on a {model.Name}, it stays when it is taken out: nobody knows what a new one has.",
                    value.IsFactory ? "Write the value that it is to have." : "To change it later, write another value."));
            }
        }
    }

    private static bool IsStuck(SettingElement element, PhoneModel model) =>
        element.FindOn(model) is not null && !ElementFactory.IsReset(element, model) && ElementFactory.ValueOf(element, model) is null;
}
