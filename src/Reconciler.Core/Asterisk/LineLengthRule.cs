using System.Text;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Text;

namespace Reconciler.Core.Asterisk;

/// <summary>Lines that would be longer than Asterisk reads: it skips them with a warning in its log.</summary>
internal sealed class LineLengthRule : IRule<Fleet>
{
    /// <summary>More than any line has beside the text that a user gives: names of options, numbers, e-mail and PIN.</summary>
    private const int Overhead = 300;

    private const int LongestText = ConfText.LongestLine - Overhead;

    public void Check(Fleet subject, DiagnosticList diagnostics) => diagnostics.AddRange(Findings(subject));

    private static IEnumerable<Diagnostic> Findings(Fleet fleet)
    {
        var targets = new DialTargets(fleet.Site.Asterisk, fleet.Extensions);
        return Extensions(fleet).Concat(Options(fleet)).Concat(Groups(fleet, targets)).Concat(Routes(fleet, targets));
    }

    private static IEnumerable<Diagnostic> Extensions(Fleet fleet)
    {
        foreach (var extension in fleet.Extensions)
        {
            if (extension.Spec.Voicemail?.Email is { } email && Encoding.UTF8.GetByteCount(email.Value) > Overhead - 50)
            {
                yield return Codes.AsteriskLineTooLong.At(
                    email.Location, $"The e-mail address of extension {extension.Number} is too long for Asterisk.", "Shorten it.");
            }
        }
    }

    private static IEnumerable<Diagnostic> Options(Fleet fleet) =>
        fleet.Site.Asterisk.Endpoint
            .Where(o => Encoding.UTF8.GetByteCount(o.Value.Value) + o.Value.Value.Count(c => c == ';') > LongestText)
            .Select(o => Codes.AsteriskLineTooLong.At(
                o.Value.Location, $"The value of the endpoint option \"{o.Name.Value}\" is too long for Asterisk.", "Shorten it."));

    private static IEnumerable<Diagnostic> Groups(Fleet fleet, DialTargets targets) =>
        fleet.Groups
            .Where(g => g.Strategy == RingStrategy.All && targets.Dial(g.Ring.Select(r => r.Value), g.RingTime, "rt").Length > LongestText)
            .Select(g => Codes.AsteriskLineTooLong.At(
                g.Ring[0].Location,
                $"Group {g.Number.Value} rings more extensions at once than a line of Asterisk's dialplan can name.",
                "Ring fewer at once."));

    private static IEnumerable<Diagnostic> Routes(Fleet fleet, DialTargets targets) =>
        fleet.Routes
            .Where(r => !r.Ring.IsEmpty && targets.Dial(r.Ring.Select(n => n.Value), r.RingTime, r.RingOptions.Value).Length > LongestText)
            .Select(r => Codes.AsteriskLineTooLong.At(
                r.Ring[0].Location,
                $"The route of {r.Did.Value} rings more extensions at once than a line of Asterisk's dialplan can name.",
                "Ring fewer at once."));
}
