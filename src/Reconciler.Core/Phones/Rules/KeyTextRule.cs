using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Text;

namespace Reconciler.Core.Phones.Rules;

/// <summary>Labels and display names can be written where they go: a BLF's or speed dial's into the key's function, the others as they are.</summary>
internal sealed class KeyTextRule : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics)
    {
        foreach (var phone in subject.Phones)
        {
            foreach (var registration in phone.Registrations)
            {
                CheckText(diagnostics, registration.DisplayName, "The display name", inFunction: false);
            }

            foreach (var registrar in phone.Registrars)
            {
                CheckText(diagnostics, registrar.DisplayName, "The display name", inFunction: false);
            }

            foreach (var key in phone.Keys)
            {
                CheckKey(diagnostics, key);
            }

            foreach (var key in phone.Console)
            {
                CheckKey(diagnostics, key);
            }
        }
    }

    private static void CheckKey(DiagnosticList diagnostics, PhoneKey key)
    {
        switch (key)
        {
            case LineKey line:
                CheckText(diagnostics, line.Label, "The label", inFunction: false);
                break;
            case RegistrarKey other:
                CheckText(diagnostics, other.Label, "The label", inFunction: false);
                break;
            case FunctionKey function:
                CheckText(diagnostics, new(function.Function, function.Location), "The function", inFunction: false);
                CheckText(diagnostics, function.Label, "The label", inFunction: false);
                break;
            case XmlKey xml:
                CheckText(diagnostics, new(xml.Url, xml.Location), "The address", inFunction: false);
                CheckText(diagnostics, xml.Label, "The label", inFunction: true);
                break;
            default:
                if (LabelOf(key) is { } label)
                {
                    CheckText(diagnostics, label, "The label", inFunction: true);
                }

                break;
        }
    }

    private static Located<string>? LabelOf(PhoneKey key) => key switch
    {
        BlfKey blf => blf.Label,
        SpeedDialKey dial => dial.Label,
        ParkKey park => park.Label,
        PageKey page => page.Label,
        _ => null,
    };

    private static void CheckText(DiagnosticList diagnostics, Located<string> text, string what, bool inFunction)
    {
        if (PhoneText.Problem(text.Value) is { } problem)
        {
            diagnostics.Add(Codes.TextNotRepresentable.At(text.Location, $"{what} {problem}."));
        }

        var unwanted = inFunction ? text.Value.AsSpan().IndexOfAny(KeyFunction.NotInLabels) : -1;
        if (unwanted >= 0)
        {
            diagnostics.Add(Codes.TextNotRepresentable.At(
                text.Location,
                $"{what} of a key with a function holds '{text.Value[unwanted]}', which ends a label in the phones' language.",
                "Leave out ';', '=' and '|'."));
        }
    }
}
