using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Asterisk;

/// <summary>The site's own endpoint options: known, not managed by a key of the specs, legal and given once. Values are not echoed.</summary>
internal sealed class EndpointOptionRule : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics) => diagnostics.AddRange(Findings(subject));

    private static IEnumerable<Diagnostic> Findings(Fleet fleet)
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
                yield return Codes.EndpointOptionValue.At(
                    option.Name.Location, $"The endpoint option \"{option.Name.Value}\" is given twice.", "Remove one.");
            }
        }

        if (SessionTimers(asterisk.Endpoint) is { } timers)
        {
            yield return timers;
        }
    }

    /// <summary>Each is legal alone, and Asterisk makes no endpoint of a pair that contradicts itself.</summary>
    private static Diagnostic? SessionTimers(ImmutableArray<EndpointOptionSpec> options)
    {
        var least = Number(options, "timers_min_se", 90);
        var most = Number(options, "timers_sess_expires", 1800);
        var option = options.FirstOrDefault(o => o.Name.Value is "timers_min_se" or "timers_sess_expires");
        return option is not null && least > most
            ? Codes.EndpointOptionValue.At(
                option.Value.Location,
                "The endpoint option \"timers_min_se\" is above \"timers_sess_expires\".",
                "Raise timers_sess_expires; it is 1800 when it is not given.")
            : null;
    }

    private static int Number(ImmutableArray<EndpointOptionSpec> options, string name, int otherwise)
    {
        var option = options.FirstOrDefault(o => string.Equals(o.Name.Value, name, StringComparison.Ordinal));
        return int.TryParse(option?.Value.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
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
            : Codes.EndpointOptionValue.At(
                option.Value.Location, $"The endpoint option \"{name}\" has a value that Asterisk refuses.", $"It takes {value.Description}.");
    }
}
