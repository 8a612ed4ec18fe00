using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>A profile's name is its own.</summary>
internal sealed class DuplicateProfileRule : IFleetRule
{
    public void Check(FleetIndex index, DiagnosticList diagnostics)
    {
        foreach (var profile in index.Specs.Profiles)
        {
            var first = index.Profiles[profile.Name.Value];
            if (!ReferenceEquals(first, profile))
            {
                diagnostics.Add(Codes.DuplicateProfile.At(
                    profile.Name.Location,
                    $"profile \"{profile.Name.Value}\" is already described at {first.Name.Location}.",
                    "Rename one of the two."));
            }
        }
    }
}
