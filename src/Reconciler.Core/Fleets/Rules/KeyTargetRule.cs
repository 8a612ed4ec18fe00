using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>The target of a key exists: a line is an extension; a blf or a parking place an extension or an external number (a ring group has no lamp), a mailbox one of an extension. A speed dial dials anything.</summary>
internal sealed class KeyTargetRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        foreach (var phone in subject.Specs.Phones)
        {
            Check(subject, diagnostics, phone.Keys, phone, "key");
            Check(subject, diagnostics, phone.Console, phone, "console key");
        }

        foreach (var profile in subject.Specs.Profiles)
        {
            Check(subject, diagnostics, profile.Keys, profile, "key");
        }
    }

    private static void Check(FleetIndex index, DiagnosticList diagnostics, ImmutableArray<KeySpec> keys, Spec owner, string word)
    {
        for (var i = 0; i < keys.Length; i++)
        {
            if (Finding(index, keys[i], $"{word} {i + 1} of {SpecTitle.Of(owner)}") is { } finding)
            {
                diagnostics.Add(finding);
            }

            if (keys[i] is LineKeySpec { Mailbox: { } mailbox } && LacksMailbox(index, mailbox.Value))
            {
                diagnostics.Add(Mailbox(index, mailbox, $"{word} {i + 1} of {SpecTitle.Of(owner)}"));
            }
        }
    }

    private static Diagnostic? Finding(FleetIndex index, KeySpec key, string title) => key switch
    {
        LineKeySpec line when !index.Extensions.ContainsKey(line.Extension.Value) && !index.MayBeUnread(SpecKinds.Extensions) => Line(index, line, title),
        BlfKeySpec blf when !IsKnown(index, blf.Extension.Value) && !MayBeKnown(index) => Watched(index, blf.Extension, $"{title} watches", "A ring group has no lamp; use speedDial for it."),
        ParkKeySpec { Place: { } place } when place.Value == index.Site?.Features.CallPark?.Value => null,
        ParkKeySpec { Place: { } place } when !IsKnown(index, place.Value) && !MayBeKnown(index) => Watched(index, place, $"{title} parks at", "No call can be parked at a ring group."),
        _ => null,
    };

    private static bool IsKnown(FleetIndex index, string number) =>
        index.Extensions.ContainsKey(number) || index.External.Contains(number);

    /// <summary>A feature code or an emergency number, which <c>external</c> may not hold.</summary>
    private static bool IsOfTheSite(FleetIndex index, string number) => index.Site is { } site
        && (site.Features.Given.Any(feature => feature.Code.Value == number) || site.Emergency.Any(e => e.Value == number));

    private static bool MayBeKnown(FleetIndex index) => index.MayBeUnread(SpecKinds.Extensions) || index.MayBeInPart(SpecKinds.Site);

    /// <summary>False also where the extension, or its voicemail, may stand in what could not be read.</summary>
    private static bool LacksMailbox(FleetIndex index, string number) => index.Extensions.TryGetValue(number, out var owner)
        ? owner.Voicemail is null && !index.MayBeInPart(SpecKinds.Extensions)
        : !index.MayBeUnread(SpecKinds.Extensions);

    private static Diagnostic Line(FleetIndex index, LineKeySpec line, string key) => index.Groups.ContainsKey(line.Extension.Value)
        ? Codes.UnknownLine.At(
            line.Extension.Location, $"{key} registers {line.Extension.Value}, which is a ring group.", "Only an extension registers; use blf or speedDial for a group.")
        : Codes.UnknownLine.At(
            line.Extension.Location,
            $"{key} uses extension \"{line.Extension.Value}\", which no extension file defines.",
            index.Suggest(line.Extension.Value, index.Extensions.Keys));

    private static Diagnostic Watched(FleetIndex index, Located<string> number, string sentence, string ofGroup) => Codes.UnknownBlf.At(
        number.Location,
        $"{sentence} \"{number.Value}\", which is no extension or external number.",
        index.Groups.ContainsKey(number.Value)
            ? ofGroup
            : IsOfTheSite(index, number.Value) ? "It is a number of the site's own that has no lamp; use speedDial for it." : index.Suggest(number.Value, index.Extensions.Keys, "List it under external in site.yaml if it exists outside the specs."));

    private static Diagnostic Mailbox(FleetIndex index, Located<string> mailbox, string key) => index.Extensions.TryGetValue(mailbox.Value, out var owner)
        ? Codes.UnknownMailbox.At(
            mailbox.Location, $"{key} follows the mailbox of extension {mailbox.Value}, which has none.", $"Add `voicemail: {{}}` at {owner.Location}, or name another.")
        : Codes.UnknownMailbox.At(
            mailbox.Location,
            $"{key} follows the mailbox \"{mailbox.Value}\", which is of no extension.",
            index.Suggest(mailbox.Value, index.Extensions.Keys));
}
