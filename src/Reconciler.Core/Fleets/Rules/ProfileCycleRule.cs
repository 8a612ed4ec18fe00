using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets.Rules;

/// <summary>No profile extends itself, be it through others. Each circle is reported once, where it closes.</summary>
internal sealed class ProfileCycleRule : IRule<FleetIndex>
{
    private const int NamesShown = 8;

    public void Check(FleetIndex subject, DiagnosticList diagnostics)
    {
        var done = new HashSet<string>(subject.Profiles.Count, StringComparer.Ordinal);
        var path = new List<Step>();
        var onPath = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var profile in subject.Specs.Profiles)
        {
            Walk(subject, profile, done, path, onPath, diagnostics);
        }
    }

    // With a stack of its own: a chain of profiles may be as long as a repository.
    private static void Walk(
        FleetIndex index, ProfileSpec start, HashSet<string> done, List<Step> path, Dictionary<string, int> onPath, DiagnosticList diagnostics)
    {
        Enter(start);
        while (path.Count > 0)
        {
            var step = path[^1];
            if (step.Next == step.Profile.Extends.Length)
            {
                path.RemoveAt(path.Count - 1);
                onPath.Remove(step.Profile.Name.Value);
                continue;
            }

            var extended = step.Profile.Extends[step.Next++];
            if (onPath.TryGetValue(extended.Value, out var from))
            {
                diagnostics.Add(Codes.ProfileCycle.At(
                    extended.Location,
                    $"{SpecTitle.Of(step.Profile)} extends itself: {Circle(path, from)}.",
                    "Take one of them out of extends."));
            }
            else if (index.Profiles.TryGetValue(extended.Value, out var profile))
            {
                Enter(profile);
            }
        }

        void Enter(ProfileSpec profile)
        {
            if (done.Add(profile.Name.Value))
            {
                onPath.Add(profile.Name.Value, path.Count);
                path.Add(new Step(profile));
            }
        }
    }

    private static string Circle(List<Step> path, int from)
    {
        var names = path.Skip(from).Select(s => s.Profile.Name.Value).ToList();
        if (names.Count > NamesShown)
        {
            names = [.. names.Take(NamesShown - 1), "..."];
        }

        return string.Join(" -> ", names.Append(path[from].Profile.Name.Value));
    }

    private sealed class Step(ProfileSpec profile)
    {
        public ProfileSpec Profile => profile;

        public int Next { get; set; }
    }
}
