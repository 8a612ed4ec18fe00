using Reconciler.Core.Pictures;

namespace Reconciler.Cli.Output;

/// <summary>Where a plan is written, and what is shown beside it.</summary>
/// <param name="Terminal">The command's terminal.</param>
/// <param name="PathInRepository">Where the site's folder is in the repository, with a slash at the end; empty: at its top.</param>
internal sealed record PlanOutput(Terminal Terminal, string PathInRepository)
{
    /// <summary>Drawn only for a format that shows them; null: there is no plan.</summary>
    public Lazy<PlanPictures>? Pictures { get; init; }

    /// <summary>The folder with the faces, as a reader finds it; null: they were not asked for.</summary>
    public string? FacesFolder { get; init; }
}
