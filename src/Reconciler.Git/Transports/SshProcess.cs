using System.Diagnostics;
using System.Globalization;
using System.Text;
using Reconciler.Git.Access;

namespace Reconciler.Git.Transports;

/// <summary>An ssh that runs a service of Git's on a server.</summary>
internal sealed class SshProcess : IDisposable
{
    private const int MostErrorText = 16 << 10;

    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private readonly ManualResetEventSlim _said = new();

    private SshProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, line) => Hear(line.Data);
        process.BeginErrorReadLine();
    }

    public Stream Input => _process.StandardInput.BaseStream;

    public Stream Output => _process.StandardOutput.BaseStream;

    public static SshProcess Start(RemoteAccess access, string service)
    {
        var start = new ProcessStartInfo("ssh")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        Arguments(access, service).ForEach(start.ArgumentList.Add);
        start.Environment["LC_ALL"] = "C";
        return new SshProcess(Process.Start(start)!);
    }

    /// <summary>The errors that ssh printed before it ended.</summary>
    public string Errors(TimeSpan patience)
    {
        _said.Wait(patience);
        lock (_errors)
        {
            return _errors.ToString();
        }
    }

    /// <summary>Ends it, and what it started.</summary>
    public void Stop()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It has ended and is let go.
        }
    }

    public void Dispose()
    {
        Stop();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static List<string> Arguments(RemoteAccess access, string service)
    {
        var (url, credentials, timeouts) = (new Uri(access.Url.Text), access.Credentials, access.Timeouts);
        List<string> arguments =
        [
            "-F", "none",
            "-o", "BatchMode=yes",
            "-o", "StrictHostKeyChecking=yes",
            "-o", $"ConnectTimeout={Seconds(timeouts.Connect)}",
            "-o", $"ServerAliveInterval={Seconds(timeouts.Idle / 2)}",
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

        if (!url.IsDefaultPort && url.Port > 0)
        {
            arguments.AddRange(["-p", url.Port.ToString(CultureInfo.InvariantCulture)]);
        }

        if (url.UserInfo.Length > 0)
        {
            arguments.AddRange(["-l", Uri.UnescapeDataString(url.UserInfo)]);
        }

        // Git's own servers take the path in single quotes; /~ is a home on the server.
        var path = Uri.UnescapeDataString(url.AbsolutePath);
        path = path.StartsWith("/~", StringComparison.Ordinal) ? path[1..] : path;
        arguments.AddRange(["--", url.IdnHost.Trim('[', ']'), $"{service} '{path.Replace("'", "'\\''", StringComparison.Ordinal)}'"]);
        return arguments;
    }

    private static string Seconds(TimeSpan time) => Math.Max(1, (int)time.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    // Null: there is no more.
    private void Hear(string? line)
    {
        if (line is null)
        {
            _said.Set();
            return;
        }

        lock (_errors)
        {
            if (_errors.Length + line.Length < MostErrorText)
            {
                _errors.Append(line).Append('\n');
            }
        }
    }
}
