using Reconciler.Core.Fleets;
using Reconciler.Core.Reading;
using Reconciler.Core.Sources;

namespace Reconciler.Reconciliation.Stages;

/// <summary>The fleets of commits, each read once for as long as it is wanted.</summary>
internal sealed class FleetReadings(IGitMirror mirror, FleetReader reader, string sitePath)
{
    private readonly Dictionary<CommitId, FleetReading> _readings = [];

    public FleetReading Read(CommitId commit, CancellationToken cancellationToken = default)
    {
        if (_readings.TryGetValue(commit, out var known))
        {
            return known;
        }

        var reading = reader.ReadUntilStopped(mirror.OpenTree(commit, sitePath), commit, cancellationToken);
        _readings.Add(commit, reading);
        return reading;
    }

    /// <summary>The fleet of a commit that was published; null when it cannot be read any more.</summary>
    public Fleet? ReadPublished(CommitId commit) => mirror.Contains(commit) ? Read(commit).Fleet : null;

    /// <summary>Lets go of the others.</summary>
    public void KeepOnly(HashSet<CommitId> wanted)
    {
        foreach (var commit in _readings.Keys.Where(commit => !wanted.Contains(commit)).ToList())
        {
            _readings.Remove(commit);
        }
    }
}
