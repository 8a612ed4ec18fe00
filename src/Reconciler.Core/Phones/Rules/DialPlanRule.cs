using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Phones.Rules;

/// <summary>A dial plan has the form that emergency numbers can be put in front of.</summary>
internal sealed class DialPlanRule : IRule<SettingsOnModel>
{
    public void Check(SettingsOnModel subject, DiagnosticList diagnostics)
    {
        if (subject.Settings.DialPlan is { } plan && !DialPlan.IsPlan(plan.Value))
        {
            diagnostics.Add(Codes.IllegalParameterValue.At(plan.Location, "The dial plan is not a list of sequences in parentheses.", "Write it like ([2-9]xx|[x*#].)."));
        }
    }
}
