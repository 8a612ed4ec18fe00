using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Policies;

/// <summary>
/// Places that a call may be sent to. A context's name grants its extensions from their beginning only: a later priority may lie past a check of the
/// administrator's. Of the site's own contexts only its own numbers: they include what the site may dial, the trunk among it.
/// </summary>
internal sealed class GotoGrantRule(HostPolicy policy) : IRule<Fleet>
{
    private const string Beginning = "1";

    public void Check(Fleet subject, DiagnosticList diagnostics) => diagnostics.AddRange(Findings(subject));

    private IEnumerable<Diagnostic> Findings(Fleet fleet)
    {
        var own = OwnContexts.Of(fleet);
        var numbers = fleet.Extensions.Select(e => e.Number.ToString()).Concat(fleet.Groups.Select(g => g.Number.Value.ToString())).ToHashSet(StringComparer.Ordinal);
        foreach (var destination in fleet.Groups.Select(g => g.Otherwise).Concat(fleet.Routes.Select(r => r.Otherwise)))
        {
            if (destination is { Kind: DestinationKind.Goto, Target: { } target } && !IsGranted(target, own, numbers))
            {
                var context = target.Split(',')[0];
                yield return Codes.PolicyContext.At(
                    destination.Location,
                    $"A call is sent to \"{target}\", where this host does not let a commit send calls.",
                    PolicyRules.Grant("goto", policy.Goto.Contains(context) || own.Contains(context) ? $"\"{target}\"" : context));
            }
        }
    }

    private bool IsGranted(string target, HashSet<string> own, HashSet<string> numbers)
    {
        if (policy.Goto.Contains(target))
        {
            return true;
        }

        var parts = target.Split(',');
        return parts is [var context, var extension, Beginning]
            && (own.Contains(context) ? numbers.Contains(extension) : policy.Goto.Contains(context));
    }
}
