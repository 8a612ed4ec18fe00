using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Asterisk;

/// <summary>The site's own endpoint options: known, not managed by a key of the specs, legal and given once. Values are not echoed.</summary>
internal static class EndpointOptionRule
{
    public static IEnumerable<Diagnostic> Check(Fleet fleet)
    {
        var asterisk = fleet.Site.Asterisk;
        var catalogue = EndpointOptionCatalogue.Of(asterisk.Channel.Value);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var option in asterisk.Endpoint)
        {
            if (Check(option, catalogue, asterisk.Channel.Value) is { } finding)
            {
                yield return finding;
            }

            if (!seen.Add(option.Name.Value))
            {
                yield return Codes.EndpointOptionValue.At(option.Name.Location, $"The endpoint option \"{option.Name.Value}\" is given twice.", "Remove one.");
            }
        }
    }

    private static Diagnostic? Check(EndpointOptionSpec option, EndpointOptionCatalogue catalogue, SipChannel channel)
    {
        var name = option.Name.Value;
        if (catalogue.Managed.TryGetValue(name, out var key))
        {
            return Codes.ManagedEndpointOption.At(
                option.Name.Location, $"The endpoint option \"{name}\" is managed by Reconciler.", $"It follows from {key}.");
        }

        if (!catalogue.Options.TryGetValue(name, out var value))
        {
            var kind = channel == SipChannel.Pjsip ? "pjsip endpoints from Asterisk 16 to 23" : "chan_sip's peers";
            return Codes.UnknownEndpointOption.At(
                option.Name.Location,
                $"\"{name}\" is not an option that {kind} have and that may be set here.",
                Suggestion.DidYouMean(name, catalogue.Options.Keys));
        }

        return value.Accepts(option.Value.Value)
            ? null
            : Codes.EndpointOptionValue.At(option.Value.Location, $"The endpoint option \"{name}\" has a value that Asterisk refuses.", $"It takes {value.Description}.");
    }
}
