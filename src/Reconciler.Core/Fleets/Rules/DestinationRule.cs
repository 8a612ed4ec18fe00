using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>Where a call ends that nobody took exists. What <c>goto</c> names is the administrator's own and is not looked at.</summary>
internal sealed class DestinationRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        foreach (var group in subject.Specs.Groups)
        {
            Check(subject, diagnostics, group.Otherwise, group);
        }

        foreach (var route in subject.Specs.Routes)
        {
            Check(subject, diagnostics, route.Otherwise, route);
        }
    }

    private static void Check(FleetIndex index, DiagnosticList diagnostics, DestinationSpec destination, Spec owner)
    {
        var target = destination.Target ?? "";
        switch (destination.Kind)
        {
            case DestinationKind.Group when !index.Groups.ContainsKey(target):
                if (!index.MayBeUnread(SpecKinds.Groups))
                {
                    Unknown("ring group", "group", index.Groups.Keys);
                }

                break;
            case DestinationKind.Extension or DestinationKind.Voicemail when !index.Extensions.ContainsKey(target):
                if (!index.MayBeUnread(SpecKinds.Extensions))
                {
                    Unknown("extension", "extension", index.Extensions.Keys);
                }

                break;
            case DestinationKind.Voicemail when index.Extensions[target].Voicemail is null && !index.MayBeInPart(SpecKinds.Extensions):
                diagnostics.Add(Codes.NoMailbox.At(
                    destination.Location,
                    $"{SpecTitle.Of(owner)} ends in the voicemail of extension {target}, which has none.",
                    $"Add `voicemail: {{}}` at {index.Extensions[target].Location}, or end elsewhere."));
                break;
            default:
                break;
        }

        void Unknown(string what, string file, IReadOnlyCollection<string> candidates) => diagnostics.Add(Codes.UnknownDestination.At(
            destination.Location, $"{SpecTitle.Of(owner)} ends in {what} \"{target}\", which no {file} file defines.", index.Suggest(target, candidates)));
    }
}
