using System.Globalization;

namespace Reconciler.Git;

/// <summary>
/// The program that libgit2 starts for ssh. Its <c>core.sshCommand</c> takes one program name without arguments, so a script in the mirror carries key, known hosts and
/// time-outs; it also tells the process id, because libgit2 never waits for the child, and keeps what ssh says, because libgit2 does not pass it on.
/// </summary>
internal sealed class SshProgram(string directory)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly string _pidFile = Path.Combine(directory, "ssh.pid");
    private readonly string _outputFile = Path.Combine(directory, "ssh.err");

    public string ScriptPath { get; } = Path.Combine(directory, "ssh.sh");

    public void Write(GitCredentials credentials, GitTimeouts timeouts)
    {
        Directory.CreateDirectory(directory);
        var connect = Math.Max(1, (int)timeouts.Connect.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var alive = Math.Max(1, (int)timeouts.Idle.TotalSeconds / 2).ToString(CultureInfo.InvariantCulture);
        List<string> arguments =
        [
            "-o", "BatchMode=yes",
            "-o", "StrictHostKeyChecking=yes",
            "-o", $"ConnectTimeout={connect}",
            "-o", $"ServerAliveInterval={alive}",
            "-o", "ServerAliveCountMax=2",
            "-o", "ForwardAgent=no",
            "-o", "ControlMaster=no",
            "-o", "ControlPath=none",
        ];
        if (credentials.SshKeyFile is { } key)
        {
            arguments.AddRange(["-i", key, "-o", "IdentitiesOnly=yes", "-o", "IdentityAgent=none"]);
        }

        if (credentials.KnownHostsFile is { } knownHosts)
        {
            arguments.AddRange(["-o", $"UserKnownHostsFile=\"{knownHosts}\"", "-o", "GlobalKnownHostsFile=none"]);
        }

        var script = $"""
            #!/bin/sh
            echo $$ >> {Quoted(_pidFile)}
            exec ssh {string.Join(' ', arguments.Select(Quoted))} "$@" 2> {Quoted(_outputFile)}

            """;
        File.WriteAllText(ScriptPath, script);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(ScriptPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Forgets what an earlier attempt left.</summary>
    public void Begin()
    {
        File.Delete(_pidFile);
        File.Delete(_outputFile);
    }

    /// <summary>Ends a child that runs: what waits for it then fails.</summary>
    public void Stop()
    {
        foreach (var pid in ReadPids())
        {
            _ = LibC.Signal(pid, LibC.Terminate);
        }
    }

    /// <summary>Waits for the child's end, which it owes us soon, and takes its exit status, so that no zombie stays. Says what ssh said.</summary>
    public string End()
    {
        foreach (var pid in ReadPids())
        {
            Reap(pid);
        }

        File.Delete(_pidFile);
        return File.Exists(_outputFile) ? File.ReadAllText(_outputFile) : "";
    }

    private static void Reap(int pid)
    {
        using var pause = new ManualResetEventSlim();
        var step = TimeSpan.FromMilliseconds(5);
        for (var waited = TimeSpan.Zero; waited < Patience; waited += step)
        {
            if (LibC.WaitPid(pid, out _, LibC.NoHang) != 0)
            {
                return;
            }

            pause.Wait(step);
        }

        _ = LibC.Signal(pid, LibC.Kill);
        _ = LibC.WaitPid(pid, out _, 0);
    }

    private List<int> ReadPids() => File.Exists(_pidFile)
        ? [.. File.ReadAllLines(_pidFile).Where(l => l.Length > 0).Select(l => int.Parse(l, NumberStyles.None, CultureInfo.InvariantCulture))]
        : [];

    private static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
