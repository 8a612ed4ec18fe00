using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Families;

namespace Reconciler.Core.Phones.Rules;

/// <summary>Each codec of the site is one that the phones speak.</summary>
internal sealed class PhoneCodecRule : IRule<Fleet>
{
    public void Check(Fleet subject, DiagnosticList diagnostics)
    {
        // Of several families each device takes what it speaks.
        string[] spoken = [.. DeviceFamilies.All.SelectMany(f => f.Codecs.All).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        foreach (var codec in subject.Site.Asterisk.Codecs)
        {
            if (!spoken.Contains(codec.Value, StringComparer.Ordinal))
            {
                diagnostics.Add(Codes.UnknownPhoneCodec.At(
                    codec.Location,
                    $"The phones do not speak the codec \"{codec.Value}\".",
                    Suggestion.DidYouMean(codec.Value, spoken) ?? $"Use some of {string.Join(", ", spoken)}."));
            }
        }
    }
}
