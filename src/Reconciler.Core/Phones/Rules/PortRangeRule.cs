using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Phones.Rules;

/// <summary>The first of the ports that a phone takes for speech is not above the last.</summary>
internal sealed class PortRangeRule : IRule<Fleet>
{
    private const string First = "RTP_Port_Min";
    private const string Last = "RTP_Port_Max";

    public void Check(Fleet subject, DiagnosticList diagnostics)
    {
        foreach (var settings in subject.Phones.DistinctBy(p => p.Settings, ReferenceEqualityComparer.Instance).Select(p => p.Settings))
        {
            var first = settings.Parameters.FirstOrDefault(p => p.Name.Value == First);
            var last = settings.Parameters.FirstOrDefault(p => p.Name.Value == Last);
            if (first?.Text is { } low && last?.Text is { } high
                && int.TryParse(low.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var from)
                && int.TryParse(high.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var to)
                && from >= to)
            {
                diagnostics.Add(Codes.IllegalParameterValue.At(low.Location, $"{First} is {low.Value}, and {Last} ({high.Location}) is {high.Value}: there is no port between them.", "Give a range such as 16384 to 16482."));
            }
        }
    }
}
