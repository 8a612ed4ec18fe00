using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>Consoles hold blf and speed dial keys, as many as the model's units have.</summary>
internal sealed class ConsoleRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        foreach (var phone in subject.Specs.Phones)
        {
            var model = phone.Model.Value;
            var capacity = model.ConsoleUnits * model.KeysOfUnit;
            if (phone.Console.Length > capacity)
            {
                var drives = capacity == 0 ? "drives no console" : $"drives {model.ConsoleUnits} consoles of {model.KeysOfUnit} keys";
                diagnostics.Add(Codes.TooManyConsoleKeys.At(
                    phone.Console[capacity].Location,
                    $"{SpecTitle.Of(phone)} is an {model}, which {drives}, and is given {phone.Console.Length} console keys.",
                    "Remove the console keys from here on."));
            }

            foreach (var key in phone.Console)
            {
                if (key is LineKeySpec or RegistrarKeySpec)
                {
                    diagnostics.Add(Codes.LineOnConsole.At(key.Location, $"the console of {SpecTitle.Of(phone)} is given a line.", "Put it under keys, or use blf here."));
                }
            }
        }
    }
}
