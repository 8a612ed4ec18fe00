using Reconciler.Core.Artifacts;
using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing.Sites;
using Reconciler.Testing.Storage;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>Runs whose state is in no directory: nothing goes round the storage, and nothing misses the files.</summary>
public sealed class StateElsewhereTests : IDisposable
{
    // By what these are, and why they lie in a directory all the same: IStateStorage.
    private static readonly string[] NoState = ["documents", "drift", "mirror.git", "status.git", "status.jsonl"];

    private readonly StateInMemory _memory = new();
    private readonly Site _site;

    public StateElsewhereTests() => _site = new Site { Storage = _memory, HasPhones = true, Drift = DriftMode.Heal };

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Runs_FromTheFirstToADriftCheck_NeedNoFileOfTheState()
    {
        await LiveAsync(_site);

        Assert.Equal(NoState, Directory.EnumerateFileSystemEntries(_site.State).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.EnumerateFileSystemEntries(Path.Combine(_site.State, "drift")), kept => Assert.True(Directory.Exists(kept), kept));
    }

    [Fact]
    public async Task Entries_AreThoseThatADirectoryHasAsFiles()
    {
        using var onDisk = new Site { HasPhones = true, Drift = DriftMode.Heal };
        await LiveAsync(onDisk);
        await LiveAsync(_site);

        var files = Directory.EnumerateFiles(onDisk.State, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(onDisk.State, path))
            .Where(path => path is "drift/checked" or "drift/verified" || !NoState.Contains(path.Split('/')[0]))
            .Where(path => path != "phones/lock");
        Assert.Equal(Plain(files), Plain(_memory.Names));
    }

    [Fact]
    public async Task KilledRun_IsUndoneByItsRecord()
    {
        await _site.RunAsync();
        new RunRecord(_site.Repository.Head, RunStep.SwitchedAsterisk, []).Write(_memory);

        Assert.Equal(ExitCode.Done, (await _site.RunAsync()).ExitCode);

        Assert.False(_memory.Has("run.json"));
    }

    [Fact]
    public async Task Request_OfAPerson_IsCarriedOut()
    {
        await _site.RunAsync();
        _site.Controls.Write(Control.Suspend, "PBX upgrade");

        Assert.Equal(RunResult.Suspended, (await _site.RunAsync()).Result);

        _site.Controls.Clear(Control.Suspend);
        Assert.Equal(RunResult.NoChange, (await _site.RunAsync()).Result);
    }

    [Fact]
    public async Task State_ThatIsDamaged_StopsTheRunAndSaysWhere()
    {
        await _site.RunAsync();
        _memory.Replace("state.json", "{ half"u8, Host.Storage.Durability.Now);

        var exception = await Assert.ThrowsAsync<Core.Secrets.HostConfigurationException>(_site.RunAsync);

        Assert.Contains("The state file memory:state.json is damaged", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>Published, changed, at rest, changed by hand and healed.</summary>
    private static async Task LiveAsync(Site site)
    {
        Assert.Equal(RunResult.Applied, (await site.RunAsync()).Result);
        site.Repository.Commit("Rename", ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna B.")));
        Assert.Equal(RunResult.Applied, (await site.RunAsync()).Result);
        Assert.Equal(RunResult.NoChange, (await site.RunAsync()).Result);
        var file = new FileInfo(Path.Combine(site.Served, "xml", "spa002584000001.xml")).ResolveLinkTarget(returnFinalTarget: true)!.FullName;
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await File.WriteAllTextAsync(file, "by hand", TestContext.Current.CancellationToken);
        site.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.StartsWith("Healed ", (await site.RunAsync()).Message, StringComparison.Ordinal);
        Assert.Equal(text, site.Profile("002584000001"));
    }

    /// <summary>Parts of the manifest are named by digests, and the commits of two repositories differ.</summary>
    private static IEnumerable<string> Plain(IEnumerable<string> names) =>
        names.Select(name => name.StartsWith("manifest/", StringComparison.Ordinal) ? name.Split('-')[0] : name).Order(StringComparer.Ordinal);
}
