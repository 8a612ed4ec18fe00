using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>An address is reserved for one phone.</summary>
internal sealed class DuplicateAddressRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        var first = new Dictionary<string, PhoneSpec>(StringComparer.Ordinal);
        foreach (var phone in subject.Specs.Phones)
        {
            if (phone.Address is { } address && !first.TryAdd(address.Value, phone))
            {
                var other = first[address.Value];
                diagnostics.Add(Codes.DuplicateAddress.At(
                    address.Location,
                    $"address {address.Value} is already reserved for {SpecTitle.Of(other)} at {other.Address!.Value.Location}.",
                    "Give each phone an address of its own."));
            }
        }
    }
}
