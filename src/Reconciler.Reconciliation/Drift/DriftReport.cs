using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Host.Pbx;

namespace Reconciler.Reconciliation.Drift;

/// <summary>All differences that one check found.</summary>
internal sealed record DriftReport(ImmutableArray<DriftFinding> Findings, IReadOnlyDictionary<ArtifactTarget, IReadOnlySet<string>> Damaged)
{
    // A log is for people: whoever changed the mode of all files need not read a line for each.
    private const int MostDiagnostics = 100;

    /// <summary>Why nothing is known of Asterisk's objects; null: they were looked at, or were not to be.</summary>
    public PbxUnavailableException? Unasked { get; init; }

    public bool IsClean => Findings.IsEmpty;

    public ImmutableArray<DriftFinding> Of(DriftKind kind) => [.. Findings.Where(finding => finding.Kind == kind)];

    public ImmutableArray<Diagnostic> Diagnostics => [.. Findings.Take(MostDiagnostics).Select(finding => finding.ToDiagnostic())];

    /// <summary>Equal for the same differences in Asterisk; null: there are none.</summary>
    public Digest? Objects => ObjectsOf(Findings);

    public static Digest? ObjectsOf(IEnumerable<DriftFinding> findings)
    {
        var messages = findings.Where(finding => finding.Kind == DriftKind.Object).Select(finding => finding.Message).Order(StringComparer.Ordinal).ToList();
        if (messages.Count == 0)
        {
            return null;
        }

        using var builder = new DigestBuilder();
        messages.ForEach(message => builder.Add(message));
        return builder.Build();
    }

    /// <summary><c>3 differences</c>.</summary>
    public static string Count(int count) => count == 1 ? "1 difference" : string.Create(CultureInfo.InvariantCulture, $"{count} differences");

    /// <summary>The first sentence, and how many there are besides.</summary>
    public static string First(ImmutableArray<DriftFinding> findings) => findings.Length == 1
        ? findings[0].Message
        : string.Create(CultureInfo.InvariantCulture, $"{findings[0].Message} (and {findings.Length - 1} more)");
}
