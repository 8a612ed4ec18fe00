using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Specs.Yaml;

namespace Reconciler.Specs.Parsing;

/// <summary>Reads <c>rollout</c> of site.yaml.</summary>
internal static class RolloutParser
{
    private const string Canary = "canary";

    public static RolloutSpec? Parse(MapReader? rollout)
    {
        if (rollout is null)
        {
            return null;
        }

        var canary = ImmutableArray.CreateBuilder<Located<string>>();
        var percentages = ImmutableArray.CreateBuilder<Located<int>>();
        foreach (var wave in rollout.List("waves"))
        {
            if (wave is MapNode map)
            {
                canary.AddRange(new MapReader(map, rollout.Findings).Texts(Canary, TextRules.PhoneOrProfile));
            }
            else if (wave is ScalarNode scalar && int.TryParse(scalar.Text.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var percent))
            {
                percentages.Add(rollout.Locate(percent, scalar));
            }
        }

        var onFailure = rollout.Scalar("onFailure")?.Text == "rollback" ? RolloutFailure.Rollback : RolloutFailure.Hold;
        return new RolloutSpec(
            rollout.Location,
            canary.ToImmutable(),
            percentages.ToImmutable(),
            rollout.Duration("settle") ?? RolloutSpec.DefaultSettle,
            rollout.Duration("deadline") ?? RolloutSpec.DefaultDeadline,
            onFailure);
    }
}
