using Reconciler.Core.Planning;

namespace Reconciler.Cli.Output;

/// <summary>Writes a plan in one format.</summary>
internal interface IPlanWriter
{
    /// <summary>Its name for <c>--format</c>.</summary>
    string Format { get; }

    void Write(PlanDocument document, PlanOutput output);
}
