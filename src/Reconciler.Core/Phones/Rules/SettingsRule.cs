using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Rules;

/// <summary>Settings where they are written: each phone's own, and each profile's once for every model that it is applied to.</summary>
internal sealed class SettingsRule(IRule<SettingsOnModel> settingsRules) : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics)
    {
        var seen = new Dictionary<PhoneModel, HashSet<object>>();
        foreach (var phone in subject.Phones)
        {
            var done = Of(seen, phone.Model);
            settingsRules.Check(new(phone.Spec.Settings, phone.Model, IsOfPhone: true), diagnostics);
            foreach (var profile in phone.Profiles)
            {
                if (done.Add(profile))
                {
                    CheckProfile(profile, phone.Model, diagnostics);
                }
            }
        }
    }

    /// <summary>The settings of a model that were looked at, by reference.</summary>
    internal static HashSet<object> Of(Dictionary<PhoneModel, HashSet<object>> seen, PhoneModel model)
    {
        if (!seen.TryGetValue(model, out var ofModel))
        {
            seen.Add(model, ofModel = new HashSet<object>(ReferenceEqualityComparer.Instance));
        }

        return ofModel;
    }

    private void CheckProfile(ProfileSpec profile, PhoneModel model, DiagnosticList diagnostics)
    {
        settingsRules.Check(new(profile.Settings, model, IsOfPhone: false), diagnostics);
        foreach (var parameters in profile.Models)
        {
            if (parameters.Model.Value == model)
            {
                settingsRules.Check(new(new SettingsSpec { Parameters = parameters.Parameters }, model, IsOfPhone: false), diagnostics);
            }
        }
    }
}
