using System.Security.Cryptography.X509Certificates;
using System.Text.RegularExpressions;
using Reconciler.Core.Fleets;

namespace Reconciler.Agent.Serving;

/// <summary>Reads whose certificate a phone shows: makers write the MAC into the subject, as the common name, the unit or the serial number, alone or among other words.</summary>
internal static partial class PhoneCertificate
{
    private static readonly HashSet<string> Attributes = new(["2.5.4.3", "2.5.4.5", "2.5.4.11"], StringComparer.Ordinal);

    /// <summary>Null where the subject holds no MAC, or several.</summary>
    public static MacAddress? MacOf(X509Certificate2 certificate)
    {
        var found = new HashSet<MacAddress>();
        foreach (var part in certificate.SubjectName.EnumerateRelativeDistinguishedNames().Where(part => !part.HasMultipleElements && Attributes.Contains(part.GetSingleElementType().Value ?? "")))
        {
            foreach (var text in Address().Matches(part.GetSingleElementValue() ?? "").Select(m => m.Groups["mac"].Value))
            {
                if (MacAddress.TryParse(text, out var mac))
                {
                    found.Add(mac);
                }
            }
        }

        return found.Count == 1 ? found.First() : null;
    }

    [GeneratedRegex("(^|[^0-9A-Za-z])(?<mac>[0-9A-Fa-f]{12}|[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}|[0-9A-Fa-f]{2}(-[0-9A-Fa-f]{2}){5})($|[^0-9A-Za-z:-])", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
