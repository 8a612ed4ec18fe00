using System.Globalization;

namespace Reconciler.Testing.Asterisk;

/// <summary>
/// A folder inside an Asterisk's root for one rig: configuration, run, log and spool. A lock, which ends with the process that holds it, tells it from one that a killed test left behind.
/// </summary>
internal sealed class AsteriskFolder : IDisposable
{
    private const string Prefix = "rig-";
    private readonly FileStream _lock;

    public AsteriskFolder(string root)
    {
        SweepLeftOvers(root);
        Name = Prefix + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture)[..12];
        HostPath = Path.Combine(root, "tmp", Name);
        _lock = new FileStream(HostPath + ".lock", FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        foreach (var folder in (string[])["etc/reconciler", "run", "log", "spool/voicemail", "db"])
        {
            Directory.CreateDirectory(Path.Combine(HostPath, folder));
        }
    }

    public string Name { get; }

    /// <summary>As this machine sees it.</summary>
    public string HostPath { get; }

    /// <summary>As Asterisk sees it, in its root.</summary>
    public string InnerPath => "/tmp/" + Name;

    public string Etc => Path.Combine(HostPath, "etc");

    public void Dispose()
    {
        if (Directory.Exists(HostPath))
        {
            Directory.Delete(HostPath, recursive: true);
        }

        _lock.Dispose();
    }

    private static void SweepLeftOvers(string root)
    {
        foreach (var path in Directory.EnumerateFiles(Path.Combine(root, "tmp"), Prefix + "*.lock"))
        {
            try
            {
                using var claim = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
                Remove(path[..^".lock".Length]);
            }
            catch (IOException)
            {
                // Its owner lives, or another test sweeps it right now.
            }
        }
    }

    private static void Remove(string folder)
    {
        var pidFile = Path.Combine(folder, "run", "asterisk.pid");
        if (File.Exists(pidFile) && int.TryParse(File.ReadAllText(pidFile), CultureInfo.InvariantCulture, out var pid)
            && File.Exists($"/proc/{pid}/cmdline") && File.ReadAllText($"/proc/{pid}/cmdline").Contains(Path.GetFileName(folder), StringComparison.Ordinal))
        {
            using var process = System.Diagnostics.Process.GetProcessById(pid);
            process.Kill();
            process.WaitForExit();
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
