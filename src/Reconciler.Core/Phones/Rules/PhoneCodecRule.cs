using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Phones.Rules;

/// <summary>Each codec of the site is one that the phones speak.</summary>
internal sealed class PhoneCodecRule : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics)
    {
        foreach (var codec in subject.Site.Asterisk.Codecs)
        {
            if (!PhoneCodecs.IsKnown(codec.Value))
            {
                diagnostics.Add(Codes.UnknownPhoneCodec.At(
                    codec.Location,
                    $"The phones do not speak the codec \"{codec.Value}\".",
                    Suggestion.DidYouMean(codec.Value, PhoneCodecs.AsteriskNames) ?? $"Use some of {string.Join(", ", PhoneCodecs.AsteriskNames)}."));
            }
        }
    }
}
