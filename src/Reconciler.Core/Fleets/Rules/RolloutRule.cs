using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>The canaries exist, and each wave is larger than the one before.</summary>
internal sealed class RolloutRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        if (subject.Site?.Rollout is not { } rollout)
        {
            return;
        }

        var phones = subject.Specs.Phones.Select(p => p.Mac.Value).ToHashSet();
        foreach (var canary in rollout.Canary)
        {
            var isKnown = MacAddress.TryParse(canary.Value, out var mac) ? phones.Contains(mac) : subject.Profiles.ContainsKey(canary.Value);
            if (!isKnown && !subject.MayBeUnread(SpecKinds.Phones | SpecKinds.Profiles))
            {
                diagnostics.Add(Codes.UnknownCanary.At(
                    canary.Location,
                    $"The canary \"{canary.Value}\" is neither a phone nor a profile of this site.",
                    subject.Suggest(canary.Value, subject.Profiles.Keys, "Name a phone's MAC address or a profile.")));
            }
        }

        for (var i = 1; i < rollout.Percentages.Length; i++)
        {
            if (rollout.Percentages[i].Value <= rollout.Percentages[i - 1].Value)
            {
                diagnostics.Add(Codes.WaveOrder.At(
                    rollout.Percentages[i].Location,
                    $"The wave of {rollout.Percentages[i].Value}% does not come after that of {rollout.Percentages[i - 1].Value}%; each says how many phones have the change once it is done.",
                    "Let them rise."));
            }
        }
    }
}
