using System.Collections.Immutable;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Sources;

namespace Reconciler.Core.Reading;

/// <summary>
/// The last valid fleet that was read. Where the next differs from it by edits of phones and extensions that nothing else sees, only those are judged and
/// resolved; where documents of any kind but the site's come, go or change, all is judged, and resolved is what depends on them. What comes of it is what reading
/// everything anew would give. Where that cannot be told for sure, it says nothing, and everything is read anew.
/// </summary>
public sealed class FleetMemory
{
    private readonly Lock _lock = new();
    private Remembered? _last;

    /// <summary>The fleet of these specs; null: it has to be resolved as a whole.</summary>
    /// <param name="reading">The specs.</param>
    /// <param name="site">The findings of the rules about the site alone.</param>
    /// <param name="commit">Where they are from.</param>
    internal FleetReading? Follow(SpecReading reading, ImmutableArray<Diagnostic> site, CommitId? commit)
    {
        lock (_lock)
        {
            return _last is { } last && reading.Diagnostics.SequenceEqual(last.Specs.Diagnostics) ? FollowClosely(last, reading, commit) ?? FollowWidely(last, reading, site, commit) : null;
        }
    }

    private FleetReading? FollowClosely(Remembered last, SpecReading reading, CommitId? commit)
    {
        if (DocumentChange.Between(last.Specs.Specs, reading.Specs) is not { } change || !AllStand(change, last.Reading.Diagnostics))
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
        _last = new Remembered(reading, next.Index, found, last.HasQuietPhones);
        return found;
    }

    /// <summary>
    /// Every rule over specs and over what Asterisk gets is asked of all of them. Where those over resolved phones found nothing before, they are asked of phones that
    /// were resolved anew, unless numbers or routes changed, which others' codes and dial plans are compared with.
    /// </summary>
    private FleetReading? FollowWidely(Remembered last, SpecReading reading, ImmutableArray<Diagnostic> ofSite, CommitId? commit)
    {
        var (before, specs) = (last.Reading.Fleet!, reading.Specs);
        if (specs.Site is not { } site || !ReferenceEquals(site, last.Specs.Specs.Site) || specs.Gaps.Files + last.Specs.Specs.Gaps.Files > 0)
        {
            return null;
        }

        var (index, diagnostics) = (new FleetIndex(specs), new DiagnosticList());
        diagnostics.AddRange(reading.Diagnostics);
        diagnostics.AddRange(ofSite);
        diagnostics.AddRange(FleetResolver.Check(index));
        if (diagnostics.HasErrors || index.Unjudged > 0)
        {
            return null;
        }

        var kept = new KeptPhones(last.Index, before.Phones, index);
        var fleet = FleetBuilder.Build(index, site, commit, kept.Find);
        var isSameAround = !kept.ChangesNumbers && specs.Routes.AsSpan().SequenceEqual(last.Specs.Specs.Routes.AsSpan(), ReferenceEqualityComparer.Instance);
        var isQuiet = last.HasQuietPhones && isSameAround && PhoneRules.Check(fleet with { Phones = kept.Others(fleet.Phones) }).IsEmpty;
        var ofPhones = isQuiet ? [] : PhoneRules.Check(fleet);
        diagnostics.AddRange(ofPhones);
        diagnostics.AddRange(AsteriskRules.Check(fleet));
        if (diagnostics.HasErrors)
        {
            return null;
        }

        var found = new FleetReading(fleet, diagnostics.ToSorted());
        _last = new Remembered(reading, index, found, ofPhones.IsEmpty);
        return found;
    }

    /// <summary>Keeps what was read as a whole. Of a refused commit nothing is kept: the next is compared with the last that was none.</summary>
    internal void Keep(SpecReading specs, FleetIndex index, FleetReading reading, bool hasQuietPhones)
    {
        if (reading.IsValid)
        {
            lock (_lock)
            {
                _last = new Remembered(specs, index, reading, hasQuietPhones);
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

    /// <param name="Specs">The specs as they were read.</param>
    /// <param name="Index">Its names.</param>
    /// <param name="Reading">The fleet and findings that came of it.</param>
    /// <param name="HasQuietPhones">The rules over resolved phones found nothing.</param>
    private sealed record Remembered(SpecReading Specs, FleetIndex Index, FleetReading Reading, bool HasQuietPhones);
}
