using Microsoft.Extensions.Time.Testing;
using Reconciler.Core.Artifacts;
using Reconciler.Host.Disk;
using Reconciler.Host.Publishing;
using Reconciler.Host.Storage;
using Reconciler.Testing;

namespace Reconciler.Host.Tests.Publishing;

/// <summary>What a run keeps beside the generations: lock, owner, state identity, run record.</summary>
public sealed class RunFilesTests
{
    private static readonly RunRecord Record = new(
        new string('a', 40),
        RunStep.SwitchedAsterisk,
        [new RunRecordRoot(ArtifactTarget.Asterisk, "7-0123456789abcdef", null, new string('0', 64)), new RunRecordRoot(ArtifactTarget.Served, "3-0123456789abcdef", "2-0123456789abcdef", "d")]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RootLock_HeldByAnother_IsRefusedAfterTenSeconds()
    {
        using var fixture = new PublishingFixture();
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(4) };
        using var held = await RootLock.AcquireAsync(fixture.Root, TimeProvider.System, Cancellation);

        var waiting = RootLock.AcquireAsync(fixture.Root, time, Cancellation);
        while (!waiting.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        var exception = await Assert.ThrowsAsync<RunLockedException>(() => waiting);
        Assert.Contains(fixture.Root.Directory, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RootLock_ReleasedWhileWaiting_IsTaken()
    {
        using var fixture = new PublishingFixture();
        var time = new FakeTimeProvider();
        var held = await RootLock.AcquireAsync(fixture.Root, TimeProvider.System, Cancellation);
        var waiting = RootLock.AcquireAsync(fixture.Root, time, Cancellation);

        held.Dispose();
        while (!waiting.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        (await waiting).Dispose();
    }

    [Fact]
    public async Task RootLock_HolderIsKilled_IsFree()
    {
        using var fixture = new PublishingFixture();
        await using var holder = RunningProcess.Start(PublishedHost.Driver, ["hold", fixture.Root.Directory], PublishedHost.Options);
        await holder.WaitForOutputAsync("held", Cancellation);
        Assert.Null(LibC.TryLock(Path.Combine(fixture.Root.Home, "lock"), UnixFileMode.UserRead));

        holder.Signal("KILL");
        await holder.WaitForExitAsync(Cancellation);

        (await RootLock.AcquireAsync(fixture.Root, TimeProvider.System, Cancellation)).Dispose();
    }

    [Fact]
    public async Task RootLock_Cancelled_PassesThrough()
    {
        using var fixture = new PublishingFixture();
        using var held = await RootLock.AcquireAsync(fixture.Root, TimeProvider.System, Cancellation);
        using var source = new CancellationTokenSource();
        var waiting = RootLock.AcquireAsync(fixture.Root, new FakeTimeProvider(), source.Token);

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task OwnerRecord_SameOwner_IsAcceptedAlsoFromAMovedStateDirectory()
    {
        using var fixture = new PublishingFixture();
        (await RootLock.AcquireAsync(fixture.Root, TimeProvider.System, Cancellation)).Dispose();
        var id = StateIdentity.Of(fixture.Storage);

        new OwnerRecord("hq", id, fixture.State).Claim(fixture.Root);
        new OwnerRecord("hq", StateIdentity.Of(fixture.Storage), "/moved").Claim(fixture.Root);

        Assert.Contains("/moved", fixture.Read(".reconciler/owner.json"), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(fixture.At(".reconciler/owner.json")));
    }

    [Fact]
    public async Task Claim_OfTheSameStateDirectory_FollowsANewNameOfTheSite()
    {
        using var fixture = new PublishingFixture();
        (await RootLock.AcquireAsync(fixture.Root, TimeProvider.System, Cancellation)).Dispose();
        new OwnerRecord("hq", "one", "/var/lib/one").Claim(fixture.Root);

        new OwnerRecord("headquarters", "one", "/var/lib/one").Claim(fixture.Root);

        Assert.Contains("headquarters", await File.ReadAllTextAsync(fixture.At(".reconciler/owner.json"), Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("branch-office", "two", "site 'hq'")]
    [InlineData("hq", "two", "/var/lib/one")]
    public async Task Rejects_ASecondSiteOrStateDirectory(string site, string stateId, string says)
    {
        using var fixture = new PublishingFixture();
        (await RootLock.AcquireAsync(fixture.Root, TimeProvider.System, Cancellation)).Dispose();
        new OwnerRecord("hq", "one", "/var/lib/one").Claim(fixture.Root);

        var exception = Assert.Throws<PublishFailedException>(() => new OwnerRecord(site, stateId, "/var/lib/other").Claim(fixture.Root));

        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
        Assert.Contains("owner.json", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"site":"hq"}""")]
    public async Task Rejects_ADamagedOwnerRecord(string text)
    {
        using var fixture = new PublishingFixture();
        (await RootLock.AcquireAsync(fixture.Root, TimeProvider.System, Cancellation)).Dispose();
        await File.WriteAllTextAsync(fixture.At(".reconciler/owner.json"), text, Cancellation);

        Assert.Throws<PublishFailedException>(() => new OwnerRecord("hq", "one", "/var/lib/one").Claim(fixture.Root));
    }

    [Fact]
    public void StateIdentity_OfADirectory_StaysAndDiffersFromAnothers()
    {
        using var fixture = new PublishingFixture();

        var id = StateIdentity.Of(fixture.Storage);

        Assert.Equal(id, StateIdentity.Of(fixture.Storage));
        Assert.NotEqual(id, StateIdentity.Of(new StateDirectory(fixture.Base)));
    }

    [Fact]
    public void Rejects_ADamagedStateIdentity()
    {
        using var fixture = new PublishingFixture();
        File.WriteAllText(Path.Combine(fixture.State, "id"), "");

        Assert.Throws<PublishFailedException>(() => StateIdentity.Of(fixture.Storage));
    }

    [Fact]
    public void RunRecord_Written_ReadsBack()
    {
        using var fixture = new PublishingFixture();
        Assert.Null(RunRecord.Read(fixture.Storage));

        Record.Write(fixture.Storage);

        var read = RunRecord.Read(fixture.Storage)!;
        Assert.Equal(Record.Commit, read.Commit);
        Assert.Equal(Record.Step, read.Step);
        Assert.Equal(Record.Roots, read.Roots);
        Assert.Contains("\"switched-asterisk\"", File.ReadAllText(Path.Combine(fixture.State, "run.json")), StringComparison.Ordinal);
        RunRecord.Remove(fixture.Storage);
        Assert.Null(RunRecord.Read(fixture.Storage));
        RunRecord.Remove(fixture.Storage);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"commit":"a","step":"unheard-of","roots":[]}""")]
    [InlineData("""{"commit":"a","step":"staged"}""")]
    public void Rejects_ADamagedRunRecord(string text)
    {
        using var fixture = new PublishingFixture();
        File.WriteAllText(Path.Combine(fixture.State, "run.json"), text);

        var exception = Assert.Throws<PublishFailedException>(() => RunRecord.Read(fixture.Storage));

        Assert.Contains("run.json", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DurableFile_OverALink_ReplacesTheLinkAndNotWhatItLeadsTo()
    {
        using var fixture = new PublishingFixture();
        var path = Path.Combine(fixture.State, "file");
        File.WriteAllText(Path.Combine(fixture.Base, "victim"), "victim");
        File.CreateSymbolicLink(path, "../victim");

        DurableFile.Replace(path, "new"u8);

        Assert.Equal("victim", File.ReadAllText(Path.Combine(fixture.Base, "victim")));
        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(["file"], Directory.EnumerateFileSystemEntries(fixture.State).Select(Path.GetFileName));
    }

    [Fact]
    public void DurableFile_DirectoryIsMissing_SaysWhatToDo()
    {
        using var fixture = new PublishingFixture();

        var exception = Assert.Throws<PublishFailedException>(() => DurableFile.Replace(Path.Combine(fixture.Base, "missing/file"), "text"u8));

        Assert.Contains("create the directory", exception.Message, StringComparison.Ordinal);
        Assert.Equal(Errno.NoEntry, exception.ErrorNumber);
    }

    [Fact]
    public void DurableFile_Debris_IsRemovedAndNothingElse()
    {
        using var fixture = new PublishingFixture();
        File.WriteAllText(Path.Combine(fixture.State, ".tmp-0123456789abcdef"), "half");
        File.WriteAllText(Path.Combine(fixture.State, ".tmp-notes"), "mine");

        DurableFile.RemoveDebris(fixture.State);

        Assert.Equal([".tmp-notes"], Directory.EnumerateFileSystemEntries(fixture.State).Select(Path.GetFileName));
    }
}
