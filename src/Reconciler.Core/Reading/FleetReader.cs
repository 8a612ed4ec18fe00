using Reconciler.Core.Asterisk;
using Reconciler.Core.Diagnostics;
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

    /// <summary>The fleet of a tree and every finding about it. No key, network or program is needed.</summary>
    public FleetReading Read(ISourceTree tree, CommitId? commit) => ReadUntilStopped(tree, commit, CancellationToken.None);

    /// <summary>The same, which a signal can end: hostile files take seconds.</summary>
    public FleetReading ReadUntilStopped(ISourceTree tree, CommitId? commit, CancellationToken cancellationToken)
    {
        var reading = specs.Read(tree, cancellationToken);
        return Memory?.Follow(reading, commit) ?? Resolve(reading, commit, cancellationToken);
    }

    private FleetReading Resolve(SpecReading reading, CommitId? commit, CancellationToken cancellationToken)
    {
        var diagnostics = new DiagnosticList();
        diagnostics.AddRange(reading.Diagnostics);

        if (reading.Specs.Site is { } site)
        {
            diagnostics.AddRange(_siteRules.Check(site));
        }

        var index = new FleetIndex(reading.Specs);
        var resolution = FleetResolver.Resolve(index, commit);
        diagnostics.AddRange(resolution.Diagnostics);
        if (resolution.Fleet is { } fleet)
        {
            diagnostics.AddRange(PhoneRules.Check(fleet));
            cancellationToken.ThrowIfCancellationRequested();
            diagnostics.AddRange(AsteriskRules.Check(fleet));
        }

        var result = new FleetReading(diagnostics.HasErrors ? null : resolution.Fleet, diagnostics.ToSorted());
        Memory?.Keep(reading, index, result);
        return result;
    }
}
