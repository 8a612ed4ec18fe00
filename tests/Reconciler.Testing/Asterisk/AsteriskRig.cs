using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Secrets;
using Reconciler.Host.Ami;

namespace Reconciler.Testing.Asterisk;

/// <summary>
/// A real Asterisk of a test's own: in its root made by <c>tests/install</c>, with configuration, ports and spool of its own, so that several run
/// side by side. The administrator's files include what Reconciler publishes, as they do on a real PBX. It is killed, and its folder removed, at the end.
/// </summary>
public sealed class AsteriskRig : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _root;
    private readonly AsteriskFolder _folder;
    private readonly AsteriskRigOptions _options;
    private RunningProcess? _process;

    private AsteriskRig(AsteriskRigOptions options, string root)
    {
        _options = options;
        _root = root;
        _folder = new AsteriskFolder(root);
        AmiPort = options.AmiPort ?? FreePort.Tcp();
        PjsipPort = options.PjsipPort ?? FreePort.Udp();
        ChanSipPort = options.ChanSipPort ?? FreePort.Udp();
    }

    /// <summary>The secret of the AMI user, for tests that look for it where it must not be.</summary>
    public const string AmiSecret = "Ami-canary-7Qx2";

    /// <summary>The AMI user.</summary>
    public const string AmiUsername = "reconciler";

    public string Address => _options.Address;

    public int AmiPort { get; }

    /// <summary>Where pjsip takes REGISTER and INVITE, by UDP.</summary>
    public int PjsipPort { get; }

    /// <summary>Where chan_sip does, with version 16.</summary>
    public int ChanSipPort { get; }

    /// <summary>The administrator's configuration directory, as this machine sees it.</summary>
    public string EtcDirectory => _folder.Etc;

    /// <summary>What <c>asterisk.directory</c> is to be; the administrator's files include <c>reconciler/current/...</c>.</summary>
    public string ReconcilerDirectory => Path.Combine(EtcDirectory, "reconciler");

    /// <summary>How to log in to its AMI.</summary>
    public AmiEndpoint Ami => new(Address, AmiPort, AmiUsername, new SecretLiteral(AmiSecret));

    /// <summary>Notices, warnings and errors since the first start.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    private string LogFile => Path.Combine(_folder.HostPath, "log", "full");

    private string ConfigurationFile => _folder.InnerPath + "/etc/asterisk.conf";

    /// <summary>Starts an Asterisk and waits until it has started fully. Skips the test where there is none.</summary>
    public static async Task<AsteriskRig> StartAsync(AsteriskRigOptions options, CancellationToken cancellationToken)
    {
        var rig = Prepare(options);
        try
        {
            await rig.StartAsync(cancellationToken).ConfigureAwait(false);
            return rig;
        }
        catch
        {
            await rig.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>An Asterisk that is set up and not started, so that its files can be changed before.</summary>
    public static AsteriskRig Prepare(AsteriskRigOptions options)
    {
        var rig = new AsteriskRig(options, Requires.Asterisk(options.Version));
        foreach (var (name, text) in AdministratorFiles.For(options, rig, rig._folder.InnerPath))
        {
            rig.WriteFile(name, text);
        }

        return rig;
    }

    /// <summary>Starts it (again) and waits until it has started fully and its AMI answers.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        Launch();
        await WaitUntilBootedAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts it without waiting.</summary>
    public void Launch()
    {
        ImmutableArray<string> command = [.. _options.CommandPrefix, Requires.Tool("chroot"), _root, "asterisk", "-f", "-C", ConfigurationFile];
        _process = RunningProcess.Start(command[0], command[1..]);
    }

    public async Task WaitUntilBootedAsync(CancellationToken cancellationToken)
    {
        await Eventually.HoldsAsync($"Asterisk {_options.Version} has started", Patience, HasBootedAsync, cancellationToken).ConfigureAwait(false);
        await Eventually.HoldsAsync("its AMI answers", Patience, () => AnswersAsync(cancellationToken), cancellationToken).ConfigureAwait(false);

        async Task<bool> HasBootedAsync()
        {
            if (_process is null or { HasExited: true })
            {
                throw new InvalidOperationException($"Asterisk {_options.Version} ended at its start:\n{_process?.Output}\n{Log}");
            }

            return (await CliAsync("core waitfullybooted", cancellationToken).ConfigureAwait(false)).ExitCode == 0;
        }
    }

    /// <summary>Runs a command of Asterisk's console and returns what it prints.</summary>
    public async Task<string> RunCliAsync(string command, CancellationToken cancellationToken) =>
        (await CliAsync(command, cancellationToken).ConfigureAwait(false)).Output;

    /// <summary>Asks it to stop and waits until it has.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_process is { HasExited: false })
        {
            await RunCliAsync("core stop now", cancellationToken).ConfigureAwait(false);
            await _process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Kills it as a crash would.</summary>
    public Task KillAsync() => _process?.KillAsync() ?? Task.CompletedTask;

    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await StopAsync(cancellationToken).ConfigureAwait(false);
        await StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a file below the configuration directory: one of the administrator's, or one of ours.</summary>
    public void WriteFile(string name, string text)
    {
        var path = Path.Combine(EtcDirectory, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    /// <summary>A file below the configuration directory.</summary>
    public string ReadFile(string name) => File.ReadAllText(Path.Combine(EtcDirectory, name));

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync().ConfigureAwait(false);
        }

        _folder.Dispose();
    }

    private Task<ProcessResult> CliAsync(string command, CancellationToken cancellationToken) =>
        Processes.RunAsync(Requires.Tool("chroot"), [_root, "asterisk", "-C", ConfigurationFile, "-rx", command], null, cancellationToken);

    // By a program, because the address may be one of a network namespace that this process is not in.
    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        ImmutableArray<string> command =
        [
            .. _options.CommandPrefix, "/bin/bash", "-c",
            string.Create(CultureInfo.InvariantCulture, $"exec 3<>/dev/tcp/{Address}/{AmiPort} && read -r -t 5 line <&3 && [[ $line == Asterisk* ]]"),
        ];
        return (await Processes.RunAsync(command[0], command[1..], null, cancellationToken).ConfigureAwait(false)).ExitCode == 0;
    }
}
