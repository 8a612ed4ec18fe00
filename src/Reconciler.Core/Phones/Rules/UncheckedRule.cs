using System.Xml;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Rules;

/// <summary><c>unchecked</c> is for what the catalogue does not know.</summary>
internal sealed class UncheckedRule : IRule<SettingsOnModel>
{
    private const int LongestName = 128;

    public void Check(SettingsOnModel subject, DiagnosticList diagnostics)
    {
        foreach (var parameter in subject.Settings.Unchecked)
        {
            Check(parameter, subject.Model, diagnostics);
        }
    }

    private static void Check(ParameterSpec parameter, PhoneModel model, DiagnosticList diagnostics)
    {
        var name = parameter.Name;
        if (ManagedParameters.Of(model).IsRefused(name.Value))
        {
            diagnostics.Add(ParameterRule.Managed(name, ManagedParameters.Of(model)));
        }
        else if (ParameterCatalogue.Of(model).Find(name.Value) is { } known)
        {
            diagnostics.Add(Codes.UncheckedIsKnown.At(
                name.Location,
                $"The catalogue knows the parameter \"{name.Value}\".",
                known.IsReadOnly ? "Phones only report it: leave it out." : "Move it to parameters."));
        }
        else if (!IsElementName(name.Value))
        {
            diagnostics.Add(Codes.UncheckedIsKnown.At(name.Location, "The name is not one of an element in a profile.", "Use letters, digits, '_', '-' and '.'; the first is a letter or '_'."));
        }

        ParameterRule.CheckText(parameter, diagnostics);
    }

    private static bool IsElementName(string name) =>
        name.Length is > 0 and <= LongestName && name.All(char.IsAscii) && !name.Contains(':', StringComparison.Ordinal) && XmlReader.IsName(name);
}
