using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Phones.Rules;

/// <summary>No dial plan bars an emergency number: which of two sequences that fit a phone takes is not documented, so the one in front may not win.</summary>
internal sealed class BarredEmergencyRule : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics)
    {
        if (subject.Site.Emergency.IsEmpty)
        {
            return;
        }

        foreach (var plan in subject.Phones.Select(p => p.Settings.DialPlan).OfType<Located<string>>().Distinct())
        {
            var barred = DialPlanSequence.BarredIn(plan.Value).ToList();
            foreach (var number in subject.Site.Emergency)
            {
                if (barred.Find(sequence => sequence.Matches(number.Value)) is { } sequence)
                {
                    diagnostics.Add(Codes.EmergencyUndialable.At(
                        plan.Location,
                        $"The dial plan bars the emergency number {number.Value} by its sequence {Quoted.Text(sequence.Text)}.",
                        "Write that sequence so that it leaves the number out, or remove it."));
                }
            }
        }
    }
}
