using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Phones.Rules;

/// <summary>Where profiles have keys, the parameter that holds a phone's is not set to anything else: the phone could never read its profile again.</summary>
internal sealed class ProfileKeyRule : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics)
    {
        if (subject.Site.Provisioning is { Encrypt: false, KeyUrl: null })
        {
            return;
        }

        foreach (var name in subject.Phones.SelectMany(p => p.Settings.Parameters.Concat(p.Settings.Unchecked)).Select(p => p.Name).Where(n => n.Value == ProfileRules.KeyParameter).Distinct())
        {
            diagnostics.Add(Codes.ManagedParameter.At(name.Location, $"The parameter \"{name.Value}\" holds the key of the phone's profile.", "Use GPP_SB instead."));
        }
    }
}
