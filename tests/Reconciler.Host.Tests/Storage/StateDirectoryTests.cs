using Reconciler.Host.Disk;
using Reconciler.Host.Storage;
using Reconciler.Testing;

namespace Reconciler.Host.Tests.Storage;

/// <summary>The files that the state is, as people and backups see them.</summary>
public sealed class StateDirectoryTests : StateStorageContract, IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();

    protected override IStateStorage Sut => new StateDirectory(_folder.PathOf("state"));

    public StateDirectoryTests() => _folder.MakeFolder("state");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Entry_IsTheFileOfItsName_ForItsOwnerAlone()
    {
        Sut.Replace("state.json", "{}"u8, Durability.Now);
        Sut.Replace("run.json", "{}"u8, Durability.Soon);
        Sut.Add("manifest", [KeyValuePair.Create("index", "i"u8.ToArray())]);

        Assert.Equal(["manifest", "run.json", "state.json"], Directory.EnumerateFileSystemEntries(_folder.PathOf("state")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(["state.json", "run.json", "manifest/index"], name => Assert.Equal(OwnerOnly, File.GetUnixFileMode(_folder.PathOf("state", name))));
        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder.PathOf("state", "manifest")));
        Assert.Equal(_folder.PathOf("state", "manifest/index"), Sut.Locate("manifest/index"));
        Assert.Equal(_folder.PathOf("state"), Sut.Locate(""));
    }

    [Fact]
    public void WhatOthersMayLookAt_IsAsTheUmaskHasIt()
    {
        Sut.Replace("attempt.json", "{}"u8, Durability.Never);
        Sut.Replace("control/suspend", "why"u8, Durability.Now);

        Assert.Equal(File.GetUnixFileMode(_folder.Write("plain", "x")), File.GetUnixFileMode(_folder.PathOf("state", "attempt.json")));
        Assert.Equal(File.GetUnixFileMode(_folder.MakeFolder("plain-folder")), File.GetUnixFileMode(_folder.PathOf("state", "control")));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(_folder.PathOf("state", "control", "suspend")));
    }

    [Fact]
    public void Link_InAnEntrysPlace_HasNoStatusAndIsReplacedNotFollowed()
    {
        var victim = _folder.Write("victim", "victim");
        File.CreateSymbolicLink(_folder.PathOf("state", "a"), victim);

        Assert.Null(Sut.StatusOf("a"));
        Sut.Replace("a", "new"u8, Durability.Now);

        Assert.Equal("victim", File.ReadAllText(victim));
        Assert.Equal("new", File.ReadAllText(_folder.PathOf("state", "a")));
    }

    [Fact]
    public void File_InAFoldersPlace_HasNoEntriesAndIsToldOfByWhoWrites()
    {
        var path = _folder.Write("state/runs", "in the way");

        Assert.Empty(Sut.List("runs"));
        Sut.RemoveDebris("runs");
        var exception = Assert.Throws<PublishFailedException>(() => Sut.Replace("runs/1.json", "{}"u8, Durability.Soon));

        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<IOException>(exception.InnerException);
    }

    [Theory]
    [MemberData(nameof(Durabilities))]
    public void Folder_ThatIsGone_SaysWhereAndWhy(Durability durability)
    {
        Directory.Delete(_folder.PathOf("state"));

        var exception = Assert.Throws<PublishFailedException>(() => Sut.Replace("state.json", "{}"u8, durability));

        Assert.Contains(_folder.PathOf("state"), exception.Message, StringComparison.Ordinal);
        Assert.Equal(Errno.NoEntry, exception.ErrorNumber);
    }

    [Theory]
    [MemberData(nameof(Durabilities))]
    public void Entry_ThatCannotBeReplaced_LeavesNothingBeside(Durability durability)
    {
        _folder.Write("state/a/in the way", "x");

        Assert.Throws<PublishFailedException>(() => Sut.Replace("a", "{}"u8, durability));

        Assert.Equal(["a"], Directory.EnumerateFileSystemEntries(_folder.PathOf("state")).Select(Path.GetFileName));
    }

    [Fact]
    public void Debris_OfAFolder_IsRemovedAndNothingElse()
    {
        _folder.Write("state/runs/.tmp-0123456789abcdef", "half");
        _folder.Write("state/runs/.tmp-notes", "mine");
        _folder.Write("state/.tmp-0123456789abcdef", "half");

        Sut.RemoveDebris("runs");

        Assert.Equal([".tmp-notes"], Sut.List("runs"));
        Assert.Equal([".tmp-0123456789abcdef"], Sut.List(""));
    }
}
