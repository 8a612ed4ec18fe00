using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Rules;

/// <summary>No code that a phone keeps for itself is one that the site answers: the phone would never send it.</summary>
internal sealed class ServiceCodeCollisionRule : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics)
    {
        var taken = Codes(subject.Site.Features);
        foreach (var (settings, model) in subject.Phones.Where(p => p.Settings.ServiceCodes is not null).Select(p => (p.Settings, p.Model)).DistinctBy(p => p.Settings.ServiceCodes))
        {
            foreach (var code in ServiceCodeValues.All)
            {
                if (ServiceCodeValues.IsFeature(code.Pattern) || CodeOf(settings.ServiceCodes!, code, model) is not { Value.Length: > 0 } own || !taken.TryGetValue(own.Value, out var feature))
                {
                    continue;
                }

                // Who leaves the factory's codes may have a phone that takes them in a call only; who writes one means it.
                var isWritten = settings.ServiceCodes!.Codes.Any(c => c.Name.Value == code.Pattern);
                diagnostics.Add((isWritten ? Diagnostics.Codes.DuplicateNumber : Diagnostics.Codes.CodeKeptByPhone).At(
                    own.Location,
                    $"The phone would take {own.Value} for its own {code.Pattern}, and not send it for the site's {feature}.",
                    $"Give one of the two another code, such as serviceCodes: {{ {code.Pattern}: \"\" }}."));
            }
        }
    }

    private static Located<string>? CodeOf(ServiceCodesSpec codes, CatalogueParameter code, PhoneModel model)
    {
        if (codes.Codes.FirstOrDefault(c => c.Name.Value == code.Pattern) is { } given)
        {
            return given.Text;
        }

        return codes.Base is { Value: ServiceCodes.Factory } origin ? new Located<string>(code.DefaultOn(model) ?? "", origin.Location) : null;
    }

    private static Dictionary<string, string> Codes(FeaturesSpec features)
    {
        var taken = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, code) in new[]
        {
            ("features.voicemail", features.Voicemail), ("features.groupPickup", features.GroupPickup), ("features.directedPickup", features.DirectedPickup),
            ("features.callPark", features.CallPark), ("features.callUnpark", features.CallUnpark),
        })
        {
            if (code is { Value.Length: > 0 } given)
            {
                taken.TryAdd(given.Value, key);
            }
        }

        return taken;
    }
}
