using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>A phone is given no more keys than its model has; a model without line keys takes one line and nothing else.</summary>
internal sealed class KeyCountRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        foreach (var layout in subject.Layouts)
        {
            if (layout.KeyCount > layout.Capacity)
            {
                diagnostics.Add(Overflow(layout));
            }
            else if (layout.Spec.Model.Value.LineKeys == 0)
            {
                CheckLines(layout, diagnostics);
            }
        }
    }

    /// <summary>Each place is one line, or one port of a line adapter: a line fills it, and no line fills two.</summary>
    private static void CheckLines(PhoneLayout layout, DiagnosticList diagnostics)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var place = 0; place < layout.KeyCount; place++)
        {
            var key = layout.KeyAt(place);
            if (key is not (LineKeySpec or RegistrarKeySpec))
            {
                diagnostics.Add(Codes.LineOnly.At(
                    Place(layout, place), $"{SpecTitle.Of(layout.Spec)} is an {layout.Spec.Model.Value}, which has no line keys and takes {Lines(layout)}.", place == 0 ? "Put a line first, or nothing." : "Put lines alone here."));
            }
            else if (key is LineKeySpec line && !seen.Add(line.Extension.Value))
            {
                diagnostics.Add(Codes.LineOnly.At(
                    Place(layout, place), $"{SpecTitle.Of(layout.Spec)} is an {layout.Spec.Model.Value}, and one of its ports registers extension {line.Extension.Value} already.", "Give each port an extension of its own."));
            }
        }
    }

    private static string Lines(PhoneLayout layout) => layout.Capacity == 1 ? "one line" : $"{layout.Capacity} lines, one a port";

    private static Diagnostic Overflow(PhoneLayout layout)
    {
        var phone = $"{SpecTitle.Of(layout.Spec)} is an {layout.Spec.Model.Value} with {Has(layout)}";
        if (layout.Chain.Keys.IsEmpty || layout.Spec.Keys.Length > layout.Capacity)
        {
            return Codes.TooManyKeys.At(Place(layout, layout.Capacity), $"{phone}, and is given {layout.Spec.Keys.Length}.", "Remove the keys from here on, or use a console.");
        }

        var profile = layout.Chain.Keys[layout.Capacity - layout.Spec.Keys.Length].Profile;
        return Codes.TooManyKeys.At(
            layout.Spec.Location,
            $"{phone}; its own {layout.Spec.Keys.Length} and those appended by {SpecTitle.Of(profile)} ({profile.Location}) make {layout.KeyCount}.",
            "Remove keys of the phone, or the profile from it.");
    }

    private static string Has(PhoneLayout layout) =>
        layout.Spec.Model.Value.LineKeys == 0 ? $"{(layout.Capacity == 1 ? "one line" : $"{layout.Capacity} ports")} and no line keys" : $"{layout.Capacity} line keys";

    private static SpecLocation Place(PhoneLayout layout, int key) => key < layout.Spec.Keys.Length ? layout.Spec.Keys[key].Location : layout.Spec.Location;
}
