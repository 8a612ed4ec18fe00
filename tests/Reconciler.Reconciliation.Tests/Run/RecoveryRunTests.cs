using Reconciler.Host.Pbx;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>Runs that broke off after Asterisk had taken the new set, and what the next run makes of that.</summary>
public sealed class RecoveryRunTests : IDisposable
{
    private const string SecretName = "RECONCILER_SECRET_CLEO";

    private readonly Site _site = new();

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Activated_ManifestNotSaved_TakingTheChangeBackReloadsAsterisk()
    {
        await _site.RunAsync();
        PushNewExtension("");
        var broken = await RunWithAsync(Path.Combine(_site.State, "manifest", "index"));
        _site.Repository.Remove("Take it back", "extensions/new.yaml", "phones/cleo.yaml");
        _site.Pbx.Calls.Clear();

        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.PublishFailed, broken.ExitCode);
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        Assert.DoesNotContain("153", _site.Dialplan, StringComparison.Ordinal);
        var reload = Assert.Single(_site.Pbx.Calls, call => call.StartsWith("reload", StringComparison.Ordinal));
        Assert.Contains("res_pjsip pbx_config", reload, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SwitchInterrupted_FinishedByTheNextRun_RemembersThatFleet()
    {
        await _site.RunAsync();
        _site.Environment[SecretName] = "FirstSecretOfCleo1234567";
        PushNewExtension("secret: { env: CLEO }\n");
        var broken = await RunWithAsync(Path.Combine(_site.Served, ".reconciler", "current"));

        var outcome = await _site.RunAsync();

        Assert.Equal(ExitCode.PublishFailed, broken.ExitCode);
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        Assert.NotNull(_site.Profile("002584000003"));
        Assert.Equal(3, _site.Remembered.Phones);

        _site.Environment[SecretName] = "SecondSecretOfCleo123456";
        await _site.RunAsync();
        Assert.Contains("SecondSecretOfCleo123456", _site.Profile("002584000003"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asterisk_GoesAwayWhileASecretChanges_IsReloadedThoughTheSecretIsAsBefore()
    {
        _site.Environment[SecretName] = "FirstSecretOfCleo1234567";
        PushNewExtension("secret: { env: CLEO }\n");
        await _site.RunAsync();
        _site.Environment[SecretName] = "SecondSecretOfCleo123456";
        _site.Pbx.Unavailable["read-back"] = new PbxUnavailableException(PbxUnavailableReason.Unreachable, "Asterisk does not answer.");
        Assert.Equal(ExitCode.ActivationFailed, (await _site.RunAsync()).ExitCode);
        _site.Pbx.Unavailable.Clear();
        _site.Pbx.Calls.Clear();
        _site.Environment[SecretName] = "FirstSecretOfCleo1234567";

        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);
        Assert.Contains(_site.Pbx.Calls, call => call.StartsWith("reload", StringComparison.Ordinal));
    }

    [Fact]
    public async Task StateDirectory_HalfWrittenFileOfAKilledRun_IsRemoved()
    {
        var debris = Path.Combine(_site.State, ".tmp-0123456789abcdef");
        await File.WriteAllTextAsync(debris, "{", TestContext.Current.CancellationToken);

        await _site.RunAsync();

        Assert.False(File.Exists(debris));
    }

    /// <summary>One run during which, once Asterisk is read back, a folder stands where a file or link of ours is to be replaced.</summary>
    private async Task<RunOutcome> RunWithAsync(string path)
    {
        var aside = path + ".aside";
        _site.Pbx.OnReadBack = () =>
        {
            Directory.Move(path, aside);
            Directory.CreateDirectory(Path.Combine(path, "in-the-way"));
        };
        var outcome = await _site.RunAsync();
        _site.Pbx.OnReadBack = null;
        Directory.Delete(path, recursive: true);
        Directory.Move(aside, path);
        return outcome;
    }

    private void PushNewExtension(string secret) => _site.Repository.Commit(
        "Hire",
        ("extensions/new.yaml", $"extension: 153\nname: Cleo\n{secret}"),
        ("phones/cleo.yaml", SmallOffice.Phone("00:25:84:00:00:03", 153, "Cleo")));
}
