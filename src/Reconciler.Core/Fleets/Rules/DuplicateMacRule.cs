using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>A MAC names one phone.</summary>
internal sealed class DuplicateMacRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        var first = new Dictionary<MacAddress, PhoneSpec>(subject.Specs.Phones.Length);
        foreach (var phone in subject.Specs.Phones)
        {
            if (!first.TryAdd(phone.Mac.Value, phone))
            {
                diagnostics.Add(Codes.DuplicateMac.At(
                    phone.Mac.Location,
                    $"phone {phone.Mac.Value.WithColons} is already described at {first[phone.Mac.Value].Mac.Location}.",
                    "Keep one of the two."));
            }
        }
    }
}
