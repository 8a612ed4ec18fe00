using System.Globalization;
using System.Text;
using Reconciler.Core.Digests;
using Reconciler.Host.Storage;

namespace Reconciler.Reconciliation.Drift;

/// <summary>
/// The memory between checks: <c>drift/checked</c> in the state, two short lines, so that a run that has nothing to do finds out for
/// the price of one small entry that no check is due.
/// </summary>
internal sealed class DriftMemory(IStateStorage state, TimeProvider time)
{
    // A schedule of just this period never fires to the second, and is not to miss every other time.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    private const string Folder = "drift";
    private const string Name = $"{Folder}/checked";

    /// <summary>Whether the last check is long enough ago. Without a memory, or with one of the future, it is.</summary>
    public bool IsDue
    {
        get
        {
            var now = time.GetUtcNow();
            return !DateTimeOffset.TryParse(Lines()[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var last)
                || last > now
                || now - last >= DriftSchedule.Period - Tolerance;
        }
    }

    /// <summary>Differences in Asterisk that a reload was tried against in vain; null: none.</summary>
    public Digest? Standing => Digest.TryParse(Lines()[1], out var digest) ? digest : null;

    /// <summary>True: nothing else differs than what a reload was tried against in vain.</summary>
    public bool IsStanding(DriftReport report) => report.Findings.All(finding => finding.Kind == DriftKind.Object) && report.Objects == Standing;

    /// <summary>As below, where the check was a whole one.</summary>
    public void Save(DriftReport report, Digest? standing)
    {
        if (report.Unasked is null)
        {
            Save(standing);
        }
    }

    /// <summary>A check was done, and this is what cannot be healed.</summary>
    public void Save(Digest? standing)
    {
        var now = time.GetUtcNow();
        state.RemoveDebris(Folder);
        state.Replace(Name, Encoding.ASCII.GetBytes($"{now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}\n{standing}\n"), Durability.Now);
    }

    private string[] Lines() => state.Read(Name) is { } bytes ? [.. Encoding.ASCII.GetString(bytes).Split('\n'), ""] : ["", ""];
}
