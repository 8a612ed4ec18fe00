using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>What keys point at exists: a line is an extension; a blf an extension or an external number (a ring group has no lamp). A speed dial dials anything.</summary>
internal sealed class KeyTargetRule : IFleetRule
{
    public void Check(FleetIndex index, DiagnosticList diagnostics)
    {
        foreach (var phone in index.Specs.Phones)
        {
            Check(index, diagnostics, phone.Keys, phone, "key");
            Check(index, diagnostics, phone.Console, phone, "console key");
        }

        foreach (var profile in index.Specs.Profiles)
        {
            Check(index, diagnostics, profile.Keys, profile, "key");
        }
    }

    private static void Check(FleetIndex index, DiagnosticList diagnostics, ImmutableArray<KeySpec> keys, Spec owner, string word)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            switch (keys[i])
            {
                case LineKeySpec line when !index.Extensions.ContainsKey(line.Extension.Value):
                    diagnostics.Add(Line(index, line, $"{word} {i + 1} of {SpecTitle.Of(owner)}"));
                    break;
                case BlfKeySpec blf when !IsKnown(index, blf.Extension.Value):
                    diagnostics.Add(Blf(index, blf, $"{word} {i + 1} of {SpecTitle.Of(owner)}"));
                    break;
                default:
                    break;
            }
        }
    }

    private static bool IsKnown(FleetIndex index, string number) =>
        index.Extensions.ContainsKey(number) || index.External.Contains(number);

    private static Diagnostic Line(FleetIndex index, LineKeySpec line, string key) => index.Groups.ContainsKey(line.Extension.Value)
        ? Codes.UnknownLine.At(
            line.Extension.Location, $"{key} registers {line.Extension.Value}, which is a ring group.", "Only an extension registers; use blf or speedDial for a group.")
        : Codes.UnknownLine.At(
            line.Extension.Location,
            $"{key} uses extension \"{line.Extension.Value}\", which no extension file defines.",
            index.Suggest(line.Extension.Value, index.Extensions.Keys));

    private static Diagnostic Blf(FleetIndex index, BlfKeySpec blf, string key) => Codes.UnknownBlf.At(
        blf.Extension.Location,
        $"{key} watches \"{blf.Extension.Value}\", which is no extension or external number.",
        index.Groups.ContainsKey(blf.Extension.Value)
            ? "A ring group has no lamp; use speedDial for it."
            : index.Suggest(blf.Extension.Value, index.Extensions.Keys, "List it under external in site.yaml if it exists outside the specs."));
}
