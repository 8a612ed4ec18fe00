using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Families;

namespace Reconciler.Core.Phones.Rules;

/// <summary>A dial plan has the form that emergency numbers can be put in front of.</summary>
internal sealed class DialPlanRule : IRule<SettingsOnModel>
{
    public void Check(SettingsOnModel subject, DiagnosticList diagnostics)
    {
        if (subject.Settings.DialPlan is not { } plan)
        {
            return;
        }

        if (!DialPlan.IsPlan(plan.Value))
        {
            diagnostics.Add(Codes.IllegalParameterValue.At(plan.Location, "The dial plan is not a list of sequences in parentheses.", "Write it like ([2-9]xx|[x*#].)."));
        }
        else if (DeviceFamilies.Of(subject.Model).ProblemOfDialPlan(plan.Value) is { } problem)
        {
            // Others that share a profile may well have it.
            var (code, hint) = subject.IsOfPhone
                ? (Codes.IllegalParameterValue, "Write the plan with digits, x, sets, repetitions, <12:34> and S0 alone, or leave it out.")
                : (Codes.SettingNotOnModel, "Such phones dial any number; give them a plan of their own.");
            diagnostics.Add(code.At(plan.Location, $"A {subject.Model.Name} cannot have this dial plan: {problem}.", hint));
        }
    }
}
