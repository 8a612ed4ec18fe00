using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Host.Ami;
using Reconciler.Testing.Asterisk;

namespace Reconciler.Acceptance.Asterisk;

/// <summary>A real Asterisk that several tests use one after the other, and what a run does with it. Each test gets it as it was at the start.</summary>
public abstract class PbxBench(int version) : IAsyncLifetime
{
    private readonly Dictionary<string, string> _administratorFiles = new(StringComparer.Ordinal);
    private AsteriskRig? _rig;
    private int _generation;

    public AsteriskRig Rig => _rig!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static readonly string[] Files = ["pjsip.conf", "sip.conf", "extensions.conf", "voicemail.conf"];

    // Started by the first test and not here, because a fixture cannot be skipped.
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Starts Asterisk where it does not run; else gives it back its administrator's files, and no objects of ours.</summary>
    internal async Task<PbxBench> ResetAsync()
    {
        if (_rig is null)
        {
            _rig = await AsteriskRig.StartAsync(new AsteriskRigOptions { Version = version }, Cancellation);
            foreach (var file in Files)
            {
                _administratorFiles[file] = _rig.ReadFile(file);
            }

            return this;
        }

        foreach (var (file, text) in _administratorFiles)
        {
            _rig.WriteFile(file, text);
        }

        File.Delete(Path.Combine(_rig.ReconcilerDirectory, "current"));
        await using var control = Control();
        await control.ReloadAsync([AsteriskModule.Voicemail, AsteriskModule.Pjsip, .. version == 16 ? (AsteriskModule[])[AsteriskModule.ChanSip] : [], AsteriskModule.Dialplan], Cancellation);
        foreach (var channel in version == 16 ? (SipChannel[])[SipChannel.Pjsip, SipChannel.Sip] : [SipChannel.Pjsip])
        {
            Assert.Empty(await control.ReadBackAsync(OfficeConfiguration.Empty(channel), OfficeConfiguration.Small(channel), Cancellation));
        }

        return this;
    }

    /// <summary>In a hurry a verdict comes after a bit more than a second.</summary>
    internal AmiPbxControl Control(bool inHurry = false) =>
        new(Rig.Ami, inHurry ? new HurriedTime() : TimeProvider.System, NullLogger<AmiPbxControl>.Instance);

    /// <summary>Writes a new generation; returns its files' paths as CheckSyntax takes them.</summary>
    internal IReadOnlyList<string> Stage(AsteriskConfiguration configuration)
    {
        var folder = string.Create(CultureInfo.InvariantCulture, $"reconciler/gens/{++_generation}-test");
        var sip = AsteriskModule.ForChannel(configuration.Channel).File;
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [sip] = AsteriskFiles.Sip(configuration),
            ["extensions.conf"] = AsteriskFiles.Dialplan(configuration),
            ["voicemail.conf"] = AsteriskFiles.Voicemail(configuration),
        };
        Directory.CreateDirectory(Path.Combine(Rig.EtcDirectory, folder));
        foreach (var (name, bytes) in files)
        {
            File.WriteAllBytes(Path.Combine(Rig.EtcDirectory, folder, name), bytes);
        }

        return [.. files.Keys.Select(f => $"{folder}/{f}")];
    }

    /// <summary>Stages and switches.</summary>
    internal void Publish(AsteriskConfiguration configuration)
    {
        var generation = Path.GetFileName(Path.GetDirectoryName(Stage(configuration)[0]))!;
        var link = Path.Combine(Rig.ReconcilerDirectory, "current");
        File.Delete(link);
        File.CreateSymbolicLink(link, "gens/" + generation);
    }

    /// <summary>Publishes and reloads; that Asterisk said Success is asserted.</summary>
    internal async Task ActivateAsync(AmiPbxControl control, AsteriskConfiguration configuration)
    {
        Publish(configuration);
        Assert.Empty(await control.ReloadAsync([AsteriskModule.Voicemail, AsteriskModule.ForChannel(configuration.Channel), AsteriskModule.Dialplan], Cancellation));
    }

    /// <summary>Puts text into one of the administrator's files before the line that includes ours.</summary>
    internal void InsertBeforeInclude(string file, string text) => Rig.WriteFile(file, Rig.ReadFile(file).Replace("#tryinclude", text + "\n#tryinclude", StringComparison.Ordinal));

    /// <summary>And after it.</summary>
    internal void Append(string file, string text) => Rig.WriteFile(file, Rig.ReadFile(file) + text + "\n");

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_rig is not null)
        {
            await _rig.DisposeAsync();
        }
    }
}

/// <summary>The bench with Asterisk 22.</summary>
public sealed class Asterisk22Bench() : PbxBench(22);

/// <summary>The bench with Asterisk 16.</summary>
public sealed class Asterisk16Bench() : PbxBench(16);
