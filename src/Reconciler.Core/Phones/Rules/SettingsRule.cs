using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Rules;

/// <summary>Settings where they are written: each phone's own, and each profile's once for every model that it is applied to.</summary>
internal sealed class SettingsRule(IRule<SettingsOnModel> settingsRules) : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics)
    {
        var seen = PhoneModel.All.Select(_ => new HashSet<object>(ReferenceEqualityComparer.Instance)).ToArray();
        foreach (var phone in subject.Phones)
        {
            var done = seen[PhoneModel.All.IndexOf(phone.Model)];
            settingsRules.Check(new(phone.Spec.Settings, phone.Model), diagnostics);
            foreach (var profile in phone.Profiles)
            {
                if (done.Add(profile))
                {
                    CheckProfile(profile, phone.Model, diagnostics);
                }
            }
        }
    }

    private void CheckProfile(ProfileSpec profile, PhoneModel model, DiagnosticList diagnostics)
    {
        settingsRules.Check(new(profile.Settings, model), diagnostics);
        foreach (var parameters in profile.Models)
        {
            if (parameters.Model.Value == model)
            {
                settingsRules.Check(new(new SettingsSpec { Parameters = parameters.Parameters }, model), diagnostics);
            }
        }
    }
}
