using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Phones.Rules;

/// <summary>No code that a phone keeps for itself is one that the site answers: the phone would never send it.</summary>
internal sealed class ServiceCodeCollisionRule : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics)
    {
        var taken = subject.Site.Features.Given.DistinctBy(f => f.Code.Value).ToDictionary(f => f.Code.Value, f => f.Key, StringComparer.Ordinal);
        foreach (var (codes, model) in subject.Phones.Where(p => p.Settings.ServiceCodes is not null).Select(p => (p.Settings.ServiceCodes!, p.Model)).DistinctBy(p => p.Item1))
        {
            var values = new ServiceCodeValues(codes, model, subject.Site);
            foreach (var code in values.All.Where(c => !ServiceCodeValues.IsFeature(c.Pattern)))
            {
                if (values.Find(code) is not ({ Length: > 0 } own, { } source) || !taken.TryGetValue(own, out var feature))
                {
                    continue;
                }

                // Who leaves the factory's codes may have a phone that takes them in a call only; who writes one means it.
                var isWritten = codes.Codes.Any(c => c.Name.Value == code.Pattern);
                diagnostics.Add((isWritten ? Codes.DuplicateNumber : Codes.CodeKeptByPhone).At(
                    source,
                    $"The phone would take {own} for its own {code.Pattern}, and not send it for the site's {feature}.",
                    $"Give one of the two another code, such as serviceCodes: {{ {code.Pattern}: \"\" }}."));
            }
        }
    }
}
