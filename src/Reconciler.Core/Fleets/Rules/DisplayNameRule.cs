using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>A registration that stands on two keys has one display name.</summary>
internal sealed class DisplayNameRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        foreach (var layout in subject.Layouts)
        {
            for (var place = 1; place < layout.UsableKeys; place++)
            {
                if (layout.KeyAt(place) is LineKeySpec { DisplayName: { } name } line && Earlier(layout, place, line) is { } other && other.Value != name.Value)
                {
                    diagnostics.Add(Codes.DisplayNameConflict.At(
                        name.Location,
                        $"{SpecTitle.Of(layout.Spec)} already gives the registration of extension {line.Extension.Value} a display name at {other.Location}.",
                        "Both keys show one registration; keep one of the names."));
                }
            }
        }
    }

    private static Located<string>? Earlier(PhoneLayout layout, int place, LineKeySpec line)
    {
        for (var i = 0; i < place; i++)
        {
            if (layout.KeyAt(i) is LineKeySpec { DisplayName: { } name } other && other.Extension.Value == line.Extension.Value)
            {
                return name;
            }
        }

        return null;
    }
}
