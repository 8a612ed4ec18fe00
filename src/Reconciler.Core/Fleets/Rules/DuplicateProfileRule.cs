using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>A profile's name is its own.</summary>
internal sealed class DuplicateProfileRule : IRule<FleetIndex>
{
    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        foreach (var profile in subject.Specs.Profiles)
        {
            var first = subject.Profiles[profile.Name.Value];
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
