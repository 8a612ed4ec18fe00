using System.Collections.Frozen;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Asterisk;

/// <summary>Codecs by the names of Asterisk; one unknown name takes every endpoint away.</summary>
internal sealed class AsteriskCodecRule : IRule<Fleet>
{
    private static readonly FrozenSet<string> Known = FrozenSet.ToFrozenSet(
    [
        "adpcm", "alaw", "codec2", "g719", "g722", "g723", "g726", "g726aal2", "g729", "gsm", "ilbc", "lpc10", "opus", "siren14",
        "siren7", "slin", "slin12", "slin16", "slin24", "slin32", "slin44", "slin48", "slin96", "slin192", "speex", "speex16",
        "speex32", "ulaw", "h261", "h263", "h263p", "h264", "mpeg4", "vp8", "vp9",
    ]);

    public void Check(Fleet subject, DiagnosticList diagnostics) => diagnostics.AddRange(Findings(subject));

    private static IEnumerable<Diagnostic> Findings(Fleet fleet)
    {
        var asterisk = fleet.Site.Asterisk;
        if (asterisk.Codecs.IsEmpty)
        {
            yield return Codes.UnknownCodec.At(
                asterisk.Host.Location,
                "asterisk.codecs is empty, so no call could be heard.",
                "Leave it out for the default, or name a codec such as ulaw.");
        }

        foreach (var codec in asterisk.Codecs)
        {
            if (!Known.Contains(codec.Value))
            {
                yield return Codes.UnknownCodec.At(
                    codec.Location, $"Asterisk knows no codec \"{codec.Value}\".", Suggestion.DidYouMean(codec.Value, Known));
            }
        }
    }
}
