using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>A MAC names one phone.</summary>
internal sealed class DuplicateMacRule : IFleetRule
{
    public void Check(FleetIndex index, DiagnosticList diagnostics)
    {
        var first = new Dictionary<MacAddress, PhoneSpec>(index.Specs.Phones.Length);
        foreach (var phone in index.Specs.Phones)
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
