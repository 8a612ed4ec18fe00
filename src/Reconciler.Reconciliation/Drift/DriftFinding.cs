using Reconciler.Core.Artifacts;
using Reconciler.Core.Diagnostics;
using Reconciler.Host.Disk;
using Reconciler.Host.Pbx;

namespace Reconciler.Reconciliation.Drift;

/// <summary>A file or object that is not as it was published.</summary>
internal enum DriftKind
{
    /// <summary>A file or directory of the live generation, or the link to the generation.</summary>
    File,

    /// <summary>A public link of the served root.</summary>
    Link,

    /// <summary>Somebody else's file, link or directory where a public link is to be; it is left alone.</summary>
    Foreign,

    /// <summary>An object in Asterisk's memory.</summary>
    Object,
}

/// <summary>One difference between what was published and what is there.</summary>
/// <param name="Kind">The kind of difference.</param>
/// <param name="Target">The root that it belongs to.</param>
/// <param name="Subject">Where it is, for people: a path, or <c>Asterisk</c>.</param>
/// <param name="Message">One sentence: what is different, and as far as that is known, since when and by whom.</param>
internal sealed record DriftFinding(DriftKind Kind, ArtifactTarget Target, string Subject, string Message)
{
    /// <summary>The remedy; null where nothing has to be done.</summary>
    public string? Hint { get; init; }

    /// <summary>The name under its root, for what is kept aside.</summary>
    public string Name { get; init; } = "";

    /// <summary>Where the changed thing lies; null where there is nothing to keep.</summary>
    public string? Keep { get; init; }

    public static DriftFinding Of(ForeignNameFinding foreign) =>
        new(DriftKind.Foreign, ArtifactTarget.Served, foreign.Path, foreign.Message);

    public static DriftFinding Of(PbxProblem problem) =>
        new(DriftKind.Object, ArtifactTarget.Asterisk, "Asterisk", $"{problem.Subject} is not as it was published: {problem.Message}") { Hint = problem.Hint };

    public Diagnostic ToDiagnostic() => CodeOf(Kind).At(SpecLocation.OfFile(Subject), Message, Hint);

    private static DiagnosticCode CodeOf(DriftKind kind) => kind switch
    {
        DriftKind.Foreign => Codes.ForeignName,
        DriftKind.Object => Codes.ObjectDrift,
        _ => Codes.FileDrift,
    };
}
