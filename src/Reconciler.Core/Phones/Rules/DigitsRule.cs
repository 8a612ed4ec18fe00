using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Rules;

/// <summary>Asterisk hears the digits that phones send: <c>dtmf.method</c> moves the phone alone, and the endpoints keep RFC 4733 unless their option says otherwise.</summary>
internal sealed class DigitsRule : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics)
    {
        var option = subject.Site.Asterisk.Channel.Value == SipChannel.Pjsip ? "dtmf_mode" : "dtmfmode";
        var heard = subject.Site.Asterisk.Endpoint.FirstOrDefault(o => o.Name.Value == option)?.Value.Value ?? "rfc4733";
        foreach (var value in subject.Phones.SelectMany(p => p.Settings.Typed).Where(v => v is { Key: "dtmf.method", IsFactory: false }).DistinctBy(v => v.Location))
        {
            var sent = value.Text;
            if (sent is "inband" or "info" && !heard.Contains(sent, StringComparison.OrdinalIgnoreCase) && !heard.StartsWith("auto", StringComparison.OrdinalIgnoreCase))
            {
                diagnostics.Add(Codes.DigitsUnheard.At(
                    value.Location,
                    $"Phones send digits by {sent}, and Asterisk listens to {heard}: menus and voicemail would not hear them.",
                    $"Set asterisk.endpoint: {{ {option}: {sent} }} in site.yaml, or leave dtmf.method at auto."));
            }
        }
    }
}
