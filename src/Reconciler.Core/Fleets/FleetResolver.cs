using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Rules;
using Reconciler.Core.Sources;

namespace Reconciler.Core.Fleets;

/// <summary>Follows the references between specs, checks that they fit together, and merges defaults: specs in, fleet out. Pure.</summary>
public static class FleetResolver
{
    /// <summary>
    /// In the order in which they are asked. Those of one document look at one phone or extension and at what others are called: a document that changes and
    /// keeps its names and lines has no finding of the other rules, and none of these anywhere else.
    /// </summary>
    private static readonly ImmutableArray<(IRule<FleetIndex> Rule, bool OfOneDocument)> Table =
    [
        (new DuplicateMacRule(), OfOneDocument: false),
        (new DuplicateAddressRule(), OfOneDocument: false),
        (new DuplicateProfileRule(), OfOneDocument: false),
        (new DuplicateDidRule(), OfOneDocument: false),
        (new NumberSpaceRule(), OfOneDocument: false),
        (new EmergencyNumberRule(), OfOneDocument: true),
        (new ContextRule(), OfOneDocument: true),
        (new ProfileReferenceRule(), OfOneDocument: true),
        (new ProfileCycleRule(), OfOneDocument: false),
        (new ProfileCountRule(), OfOneDocument: true),
        (new KeyTargetRule(), OfOneDocument: true),
        (new KeyCountRule(), OfOneDocument: true),
        (new ConsoleRule(), OfOneDocument: true),
        (new BlfRegistrationRule(), OfOneDocument: true),
        (new DisplayNameRule(), OfOneDocument: true),
        (new MailboxRule(), OfOneDocument: false),
        (new FirmwareRule(), OfOneDocument: true),
        (new SteppingStoneRule(), OfOneDocument: false),
        (new RolloutRule(), OfOneDocument: false),
        (new RingTargetRule(), OfOneDocument: false),
        (new DestinationRule(), OfOneDocument: false),
        (new DestinationCycleRule(), OfOneDocument: false),
        (new CarrierRule(), OfOneDocument: false),
        (new PreviousSecretRule(), OfOneDocument: true),
        (new LoginRule(), OfOneDocument: false),
    ];

    private static readonly RuleList<FleetIndex> Rules = new(Table.Select(r => r.Rule));

    private static readonly RuleList<FleetIndex> RulesOfOneDocument = new(Table.Where(r => r.OfOneDocument).Select(r => r.Rule));

    /// <summary>Reports every finding at once; a fleet only when none is an error.</summary>
    public static FleetReading Resolve(SpecSet specs, CommitId? commit) => Resolve(new FleetIndex(specs), commit);

    /// <summary>The findings about a few documents, each for itself; see <see cref="FleetIndex.Of"/>.</summary>
    internal static ImmutableArray<Diagnostic> CheckEach(FleetIndex part) => RulesOfOneDocument.Check(part);

    internal static FleetReading Resolve(FleetIndex index, CommitId? commit)
    {
        var specs = index.Specs;
        var diagnostics = new DiagnosticList();
        Rules.Check(index, diagnostics);
        if (index.Unjudged > 0)
        {
            diagnostics.Add(Unjudged(specs.Gaps, index.Unjudged));
        }

        var fleet = specs.Site is null || diagnostics.HasErrors || index.Unjudged > 0 ? null : FleetBuilder.Build(index, specs.Site, commit);
        return new FleetReading(fleet, diagnostics.ToSorted());
    }

    /// <summary>Every finding about a site that was read whole.</summary>
    internal static ImmutableArray<Diagnostic> Check(FleetIndex index) => Rules.Check(index);

    private static Diagnostic Unjudged(ReadingGaps gaps, int count)
    {
        var others = gaps.Files > 1 ? string.Create(CultureInfo.InvariantCulture, $" and {gaps.Files - 1} more") : "";
        var (what, are) = count == 1 ? ("reference", "is") : ("references", "are");
        return Codes.Unjudged.At(
            SpecLocation.OfFile(gaps.FirstFile),
            string.Create(CultureInfo.InvariantCulture, $"{count} {what} between files {are} left unjudged until this file{others} {(gaps.Files == 1 ? "is" : "are")} mended."));
    }
}
