using System.Collections.Immutable;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Sources;

namespace Reconciler.Core.Reading;

/// <summary>
/// The last valid fleet that was read. Where the next differs from it by edits of phones and extensions that nothing else sees, only those are judged and
/// resolved; what comes of it is what reading everything anew would give. Where that cannot be told for sure, it says nothing, and everything is read anew.
/// </summary>
public sealed class FleetMemory
{
    private readonly Lock _lock = new();
    private Remembered? _last;

    /// <summary>The fleet of these specs; null: it has to be resolved as a whole.</summary>
    internal FleetReading? Follow(SpecReading reading, CommitId? commit)
    {
        lock (_lock)
        {
            if (_last is not { } last || !reading.Diagnostics.SequenceEqual(last.Specs.Diagnostics)
                || DocumentChange.Between(last.Specs.Specs, reading.Specs) is not { } change || !AllStand(change, last.Reading.Diagnostics))
            {
                return null;
            }

            if (change.IsEmpty)
            {
                var same = last.Reading with { Fleet = last.Reading.Fleet! with { Commit = commit } };
                _last = last with { Specs = reading, Reading = same };
                return same;
            }

            if (FleetSuccessor.Of(last.Index, last.Reading.Fleet!, reading.Specs, change, commit) is not { } next || !IsQuiet(next, last.Reading.Diagnostics))
            {
                return null;
            }

            var found = last.Reading with { Fleet = next.Fleet };
            _last = new Remembered(reading, next.Index, found);
            return found;
        }
    }

    /// <summary>Keeps what was read as a whole. Of a refused commit nothing is kept: the next is compared with the last that was none.</summary>
    internal void Keep(SpecReading specs, FleetIndex index, FleetReading reading)
    {
        if (reading.IsValid)
        {
            lock (_lock)
            {
                _last = new Remembered(specs, index, reading);
            }
        }
    }

    /// <summary>
    /// Whether no finding can go away by the change. A standing one in a profile may be there because of one phone alone, and one elsewhere may name a document
    /// that changes.
    /// </summary>
    private static bool AllStand(DocumentChange change, ImmutableArray<Diagnostic> standing)
    {
        if (standing.IsEmpty)
        {
            return true;
        }

        var files = change.Files.ToHashSet(StringComparer.Ordinal);
        var words = files.Concat(change.Phones.Select(p => p.Before.Mac.Value.WithColons)).ToList();
        return change.Extensions.IsEmpty && !standing.Any(finding =>
            finding.Omitted is not null || finding.Location.File.StartsWith("profiles/", StringComparison.Ordinal) || files.Contains(finding.Location.File)
            || words.Exists(word => finding.Message.Contains(word, StringComparison.Ordinal) || finding.Hint?.Contains(word, StringComparison.Ordinal) == true));
    }

    private static bool IsQuiet(FleetSuccessor next, ImmutableArray<Diagnostic> standing)
    {
        var findings = next.Findings.Concat(PhoneRules.Check(next.Concerned));
        if (!next.Concerned.Extensions.IsEmpty)
        {
            findings = findings.Concat(AsteriskRules.Check(next.Concerned));
        }

        return findings.All(standing.Contains);
    }

    private sealed record Remembered(SpecReading Specs, FleetIndex Index, FleetReading Reading);
}
