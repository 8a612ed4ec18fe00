using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Planning;

/// <summary>A plan with what is told beside it.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Guard">The guard's verdict; null: it was not asked.</param>
/// <param name="Diagnostics">Findings about the new specs.</param>
/// <param name="Version">The version of the program that made the plan.</param>
public sealed record PlanDocument(Plan Plan, GuardVerdict? Guard, ImmutableArray<Diagnostic> Diagnostics, string Version)
{
    /// <summary>The version of this program.</summary>
    public static string ThisVersion { get; } = typeof(PlanDocument).Assembly.GetName().Version?.ToString(3) ?? "";
}
