using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Asterisk;

/// <summary>The lines of the site's context: extensions with their hints, ring groups and feature codes.</summary>
internal sealed class NumberLines(EffectiveFleet fleet)
{
    /// <summary>
    /// For groups: the ones who answer may transfer, the caller, who may be from outside, may not.
    /// </summary>
    private const string GroupOptions = "rt";

    private readonly DialTargets _targets = new(fleet.Site.Asterisk, fleet.Extensions);
    private readonly ImmutableArray<DialplanLine>.Builder _lines = ImmutableArray.CreateBuilder<DialplanLine>(fleet.Extensions.Length * 4);

    public ImmutableArray<DialplanLine> ToLines()
    {
        var lines = new DialplanExtension(_lines);
        foreach (var extension in fleet.Extensions)
        {
            AddExtension(lines, extension);
        }

        foreach (var group in fleet.Groups)
        {
            AddGroup(lines, group);
        }

        AddFeatures(lines, fleet.Site.Features);
        return _lines.DrainToImmutable();
    }

    private void AddExtension(DialplanExtension lines, Extension extension)
    {
        var number = extension.Number.ToString();
        var spec = extension.Spec;
        lines.Start(number).Hint(_targets.Device(number)).Add("Dial", _targets.Dial([number], spec.RingTime, spec.RingOptions.Value));
        if (spec.Voicemail is not null)
        {
            lines.Add("VoiceMail", VoicemailBoxes.Address(number) + ",${IF($[\"${DIALSTATUS}\"=\"BUSY\"]?b:u)}");
        }

        lines.Add("Hangup");
    }

    private void AddGroup(DialplanExtension lines, RingGroupSpec group)
    {
        lines.Start(group.Number.Value.ToString());
        var members = group.Ring.Select(r => r.Value);
        if (group.Strategy == RingStrategy.All)
        {
            lines.Add("Dial", _targets.Dial(members, group.RingTime, GroupOptions));
        }
        else
        {
            foreach (var member in members)
            {
                lines.Add("Dial", _targets.Dial([member], group.RingTime, GroupOptions));
            }
        }

        // Without a context of its own, so that the call stays in the context that it came from.
        Destinations.Add(lines, group.Otherwise, "");
    }

    private void AddFeatures(DialplanExtension lines, FeaturesSpec features)
    {
        if (features.Voicemail is { } voicemail)
        {
            lines.Start(voicemail.Value).Add("VoiceMailMain", VoicemailBoxes.Address("${CALLERID(num)}")).Add("Hangup");
        }

        if (features.GroupPickup is { } groupPickup)
        {
            lines.Start(groupPickup.Value).Add("Pickup").Add("Hangup");
        }

        if (features.DirectedPickup is { } prefix)
        {
            // What registers under another name than its number no pattern can find; an exact line goes before patterns.
            foreach (var extension in fleet.Extensions.Where(e => e.Spec.User is not null))
            {
                var number = extension.Number.ToString();
                lines.Start(prefix.Value + number).Add("PickupChan", _targets.Device(number)).Add("Hangup");
            }

            // One pattern of digits for each length, rather than a dot: what follows the prefix then is digits and nothing else.
            foreach (var length in fleet.Extensions.Select(e => e.Number.ToString().Length).Distinct().Order())
            {
                lines.Start($"_{prefix.Value}{new string('X', length)}")
                    .Add("PickupChan", $"{_targets.Technology}/${{EXTEN:{prefix.Value.Length}}}").Add("Hangup");
            }
        }
    }
}
