using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>One way in which specs must fit together.</summary>
internal interface IFleetRule
{
    /// <summary>Adds a finding for each place that breaks the rule. Linear in the size of the specs; the site may be missing.</summary>
    void Check(FleetIndex index, DiagnosticList diagnostics);
}
