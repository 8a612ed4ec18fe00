using Reconciler.Core.Planning;

namespace Reconciler.Cli.Output;

/// <summary>Writes a plan in one format.</summary>
internal interface IPlanWriter
{
    /// <summary>Its name for <c>--format</c>.</summary>
    string Format { get; }

    void Write(PlanDocument document, PlanOutput output);
}

/// <summary>Where a plan is written.</summary>
/// <param name="Terminal">The command's terminal.</param>
/// <param name="PathInRepository">Where the site's folder is in the repository, with a slash at the end; empty: at its top.</param>
internal sealed record PlanOutput(Terminal Terminal, string PathInRepository);
