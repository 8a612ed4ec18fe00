using System.Collections.Immutable;

namespace Reconciler.Cli.Output;

/// <summary>The formats of <c>plan</c>; the first is the default.</summary>
internal static class PlanWriters
{
    public static ImmutableArray<IPlanWriter> All { get; } = [new PlanTextWriter(), new PlanMarkdownWriter(), new PlanJsonWriter(), new PlanGitHubWriter()];
}
