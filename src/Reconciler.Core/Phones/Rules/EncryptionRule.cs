using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Rules;

/// <summary>Where the site encrypts calls, no parameter of a phone or profile says otherwise.</summary>
internal sealed class EncryptionRule : IRule<Fleet>
{
    private static readonly (string Name, string Value)[] Needed = [("Secure_Call_Setting", "Yes"), ("SRTP_Method", "s-descriptor")];

    public void Check(Fleet subject, DiagnosticList diagnostics)
    {
        if (subject.Site.Asterisk.Srtp == SrtpUse.Off)
        {
            return;
        }

        var given = subject.Phones.SelectMany(p => p.Settings.Parameters).DistinctBy(p => p.Name.Location);
        foreach (var parameter in given)
        {
            var (name, value) = Array.Find(Needed, n => n.Name == parameter.Name.Value);
            if (name is not null && parameter.Text is { } text && !string.Equals(text.Value, value, StringComparison.OrdinalIgnoreCase))
            {
                diagnostics.Add(Codes.TransportConflict.At(
                    text.Location, $"The site's calls are encrypted, and the parameter \"{name}\" says otherwise.", "Leave it out: it follows asterisk.srtp in site.yaml."));
            }
        }
    }
}
