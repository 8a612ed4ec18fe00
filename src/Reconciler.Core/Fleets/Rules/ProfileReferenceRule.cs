using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>Every profile named exists: the site's default, those of phones, those extended.</summary>
internal sealed class ProfileReferenceRule : IFleetRule
{
    public void Check(FleetIndex index, DiagnosticList diagnostics)
    {
        if (index.Site is { DefaultProfile: { } byDefault } site)
        {
            Check(index, diagnostics, byDefault, site, "applies");
        }

        foreach (var phone in index.Specs.Phones)
        {
            foreach (var name in phone.Profiles)
            {
                Check(index, diagnostics, name, phone, "uses");
            }
        }

        foreach (var profile in index.Specs.Profiles)
        {
            foreach (var name in profile.Extends)
            {
                Check(index, diagnostics, name, profile, "extends");
            }
        }
    }

    private static void Check(FleetIndex index, DiagnosticList diagnostics, Located<string> name, Spec owner, string verb)
    {
        if (!index.Profiles.ContainsKey(name.Value))
        {
            diagnostics.Add(Codes.UnknownProfile.At(
                name.Location,
                $"{SpecTitle.Of(owner)} {verb} profile \"{name.Value}\", which no file under profiles/ defines.",
                index.Suggest(name.Value, index.Profiles.Keys)));
        }
    }
}
