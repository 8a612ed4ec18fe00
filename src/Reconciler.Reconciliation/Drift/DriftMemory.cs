using System.Globalization;
using System.Text;
using Reconciler.Core.Digests;
using Reconciler.Host.Disk;

namespace Reconciler.Reconciliation.Drift;

/// <summary>
/// What is remembered between checks: <c>drift/checked</c> in the state directory, two short lines, so that a run that has nothing to do finds out for
/// the price of one small file that no check is due.
/// </summary>
internal sealed class DriftMemory(string directory)
{
    // A schedule of just this period never fires to the second, and is not to miss every other time.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(30);

    private readonly string _path = Path.Combine(directory, "checked");

    /// <summary>Whether the last check is long enough ago. Without a memory, or with one of the future, it is.</summary>
    public bool IsDue(DateTimeOffset now) =>
        !DateTimeOffset.TryParse(Lines()[0], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var last)
        || last > now
        || now - last >= DriftSchedule.Period - Tolerance;

    /// <summary>Differences in Asterisk that a reload was tried against in vain; null: none.</summary>
    public Digest? Standing => Digest.TryParse(Lines()[1], out var digest) ? digest : null;

    /// <summary>A check was done, and this is what cannot be healed.</summary>
    public void Save(DateTimeOffset now, Digest? standing)
    {
        LibC.TryMakeDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, null);
        DurableFile.RemoveDebris(directory);
        DurableFile.Replace(_path, Encoding.ASCII.GetBytes($"{now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}\n{standing}\n"));
    }

    private string[] Lines() => DurableFile.Read(_path) is { } bytes ? [.. Encoding.ASCII.GetString(bytes).Split('\n'), ""] : ["", ""];
}
