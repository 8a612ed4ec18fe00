using System.Collections.Immutable;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;
using Reconciler.Core.Sources;
using Reconciler.Core.Windows;

namespace Reconciler.Core.Reading;

/// <summary>The pure front of the pipeline, Read to Resolve: what <c>validate</c> stops after and every other command starts with.</summary>
/// <param name="specs">Reads the documents.</param>
/// <param name="windows">Judges the times of windows.</param>
public sealed class FleetReader(ISpecReader specs, IWindowClock windows)
{
    private readonly RuleList<SiteSpec> _siteRules = new([new WindowRule(windows)]);

    /// <summary>Keeps the last fleet, so that the next costs what differs; null: each is read as a whole.</summary>
    public FleetMemory? Memory { get; init; }

    /// <summary>Says which sites were judged before; null: each is judged.</summary>
    public IJudgedFleets? Judged { get; init; }

    /// <summary>The fleet of a tree and every finding about it. No key, network or program is needed.</summary>
    public FleetReading Read(ISourceTree tree, CommitId? commit) => ReadUntilStopped(tree, commit, CancellationToken.None);

    /// <summary>The same, which a signal can end: hostile files take seconds.</summary>
    public FleetReading ReadUntilStopped(ISourceTree tree, CommitId? commit, CancellationToken cancellationToken)
    {
        var reading = specs.Read(tree, cancellationToken);
        var ofSite = reading.Specs.Site is { } site ? _siteRules.Check(site) : [];
        // Of every document of the fleet: made once, and only where somebody asks.
        var digest = new Lazy<Digest>(() => reading.Specs.Digest);
        var found = Memory?.Follow(reading, ofSite, commit) ?? ResolveJudged(reading, ofSite, digest, commit) ?? Resolve(reading, ofSite, commit, cancellationToken);
        if (found is { IsValid: true, Diagnostics.IsEmpty: true })
        {
            Judged?.AddFaultless(digest.Value);
        }

        return found;
    }

    /// <summary>The fleet of a site in which nothing was found when it was judged; null: it has to be.</summary>
    private FleetReading? ResolveJudged(SpecReading reading, ImmutableArray<Diagnostic> ofSite, Lazy<Digest> digest, CommitId? commit)
    {
        if (Judged is null || reading.Specs is not { Site: { } site, Gaps.Files: 0 } specs || !reading.Diagnostics.IsEmpty || !ofSite.IsEmpty || !Judged.IsFaultless(digest.Value))
        {
            return null;
        }

        var index = new FleetIndex(specs);
        var result = new FleetReading(FleetBuilder.Build(index, site, commit), []);
        Memory?.Keep(reading, index, result, hasQuietPhones: true);
        return result;
    }

    private FleetReading Resolve(SpecReading reading, ImmutableArray<Diagnostic> ofSite, CommitId? commit, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticList();
        diagnostics.AddRange(reading.Diagnostics);
        diagnostics.AddRange(ofSite);

        var index = new FleetIndex(reading.Specs);
        var resolution = FleetResolver.Resolve(index, commit);
        diagnostics.AddRange(resolution.Diagnostics);
        ImmutableArray<Diagnostic> ofPhones = [];
        if (resolution.Fleet is { } fleet)
        {
            ofPhones = PhoneRules.Check(fleet);
            diagnostics.AddRange(ofPhones);
            cancellationToken.ThrowIfCancellationRequested();
            diagnostics.AddRange(AsteriskRules.Check(fleet));
        }

        var result = new FleetReading(diagnostics.HasErrors ? null : resolution.Fleet, diagnostics.ToSorted());
        Memory?.Keep(reading, index, result, ofPhones.IsEmpty);
        return result;
    }
}
