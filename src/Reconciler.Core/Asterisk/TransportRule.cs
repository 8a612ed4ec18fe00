using System.Text.RegularExpressions;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Asterisk;

/// <summary>Phones and Asterisk use one transport and one kind of audio.</summary>
internal sealed partial class TransportRule : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics) => diagnostics.AddRange(Findings(subject));

    private static IEnumerable<Diagnostic> Findings(Fleet fleet)
    {
        var asterisk = fleet.Site.Asterisk;
        var place = fleet.Site.Written.Find("asterisk.srtp") ?? asterisk.Host.Location;
        var word = SipTransports.Word(asterisk.Transport);
        foreach (var option in asterisk.Endpoint.Where(o => o.Name.Value == "transport" && asterisk.Channel.Value == SipChannel.Pjsip))
        {
            // The section is the administrator's own; what it is called is all that says what it carries.
            var named = Words().Matches(option.Value.Value.ToLowerInvariant()).Select(m => m.Value).FirstOrDefault(w => w is "udp" or "tcp" or "tls");
            if (named is not null && named != word)
            {
                yield return Codes.TransportConflict.At(
                    option.Value.Location,
                    $"The endpoints are bound to a transport of {named.ToUpperInvariant()}, and the phones register by {word.ToUpperInvariant()}.",
                    $"Set asterisk.transport to {named}, which moves both sides, or leave this option out.");
            }
        }

        if (asterisk.Srtp == SrtpUse.Optional && asterisk.Channel.Value == SipChannel.Sip)
        {
            yield return Codes.TransportConflict.At(place, "chan_sip either demands SRTP of a phone or does without.", "Use required or off, or channel pjsip.");
        }

        if (asterisk.Srtp != SrtpUse.Off && asterisk.Transport != SipTransport.Tls)
        {
            yield return Codes.SrtpInTheClear.At(
                place, $"The keys of encrypted calls go over {word.ToUpperInvariant()} in the clear: who can listen to calls can read them, too.", "Set asterisk.transport to tls.");
        }
    }

    [GeneratedRegex("[a-z]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();
}
