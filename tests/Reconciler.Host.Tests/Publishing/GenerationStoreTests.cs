using Reconciler.Core.Artifacts;
using Reconciler.Host.Disk;
using Reconciler.Host.Publishing;

namespace Reconciler.Host.Tests.Publishing;

public sealed class GenerationStoreTests
{
    private const ulong Fred = 0x002584061156;

    private const ulong Sally = 0x002584d8d147;

    [Fact]
    public void Switch_FirstGeneration_NamesLeadToTheFiles()
    {
        using var fixture = new PublishingFixture();

        var staged = fixture.Publish(fixture.File_("spa525G.cfg", "bootstrap"), fixture.Phone(Fred, "fred"));

        Assert.Equal("bootstrap", fixture.Read("spa525G.cfg"));
        Assert.Equal("fred", fixture.Read("xml/spa002584061156.xml"));
        Assert.Equal(".reconciler/current/spa525G.cfg", new FileInfo(fixture.At("spa525G.cfg")).LinkTarget);
        Assert.Equal("../.reconciler/current/xml/56/spa002584061156.xml", new FileInfo(fixture.At("xml/spa002584061156.xml")).LinkTarget);
        Assert.Equal($"gens/{staged.Name}", new FileInfo(fixture.Root.Current).LinkTarget);
        Assert.Equal("../../names/xml", new FileInfo(fixture.At($".reconciler/gens/{staged.Name}/xml")).LinkTarget);
        Assert.Equal("../../../current/.xml/0/5/2/6/spa002584061156.xml", new FileInfo(fixture.At(".reconciler/names/xml/56/spa002584061156.xml")).LinkTarget);
        Assert.Equal($"../../tree/{fixture.Names("tree")[0]}", new FileInfo(fixture.At($".reconciler/gens/{staged.Name}/.xml")).LinkTarget);
        Assert.StartsWith("1-", staged.Name, StringComparison.Ordinal);
        Assert.Null(staged.Previous);
        Assert.False(staged.IsUnchanged);
    }

    [Fact]
    public void Stage_BeforeTheSwitch_NothingIsPublic()
    {
        using var fixture = new PublishingFixture();
        fixture.Publish(fixture.Phone(Fred, "old"));

        var staged = fixture.Stage(fixture.Phone(Fred, "new"), fixture.Phone(Sally, "sally"));

        Assert.Equal("old", fixture.Read("xml/spa002584061156.xml"));
        Assert.False(File.Exists(fixture.At("xml/spa002584d8d147.xml")));
        Assert.Equal("new", File.ReadAllText(Path.Combine(staged.Path, ".xml/0/5/2/6/spa002584061156.xml")));
        Assert.Equal(fixture.Store.CurrentGeneration, staged.Previous);
    }

    [Fact]
    public void LinkNames_BeforeTheSwitch_NewNamesAreNotFound()
    {
        using var fixture = new PublishingFixture();
        fixture.Publish(fixture.Phone(Fred, "old"));
        var staged = fixture.Stage(fixture.Phone(Fred, "old"), fixture.Phone(Sally, "sally"));

        fixture.Store.LinkNames(staged);

        Assert.NotNull(new FileInfo(fixture.At("xml/spa002584d8d147.xml")).LinkTarget);
        Assert.ThrowsAny<IOException>(() => fixture.Read("xml/spa002584d8d147.xml"));
    }

    [Fact]
    public void Switch_DroppedPhone_ItsNameIsGone()
    {
        using var fixture = new PublishingFixture();
        fixture.Publish(fixture.Phone(Fred, "fred"), fixture.Phone(Sally, "sally"));

        fixture.Publish(fixture.Phone(Fred, "fred"));

        Assert.Null(new FileInfo(fixture.At("xml/spa002584d8d147.xml")).LinkTarget);
        Assert.Equal("fred", fixture.Read("xml/spa002584061156.xml"));
    }

    [Fact]
    public void Stage_SameFiles_IsUnchangedAndWritesNothing()
    {
        using var fixture = new PublishingFixture();
        var first = fixture.Publish(fixture.Fleet(300, "a"));
        var before = fixture.Snapshot();

        var second = fixture.Publish(fixture.Fleet(300, "a"));

        Assert.True(second.IsUnchanged);
        Assert.Equal(first.Name, second.Name);
        Assert.Equal(first.Digest, second.Digest);
        Assert.Equal(first.Entries, second.Entries);
        Assert.Empty(fixture.Rendered);
        Assert.Equal(default, second.Counts);
        Assert.Equal(before, fixture.Snapshot());
    }

    [Fact]
    public void Stage_SameFilesAndNoManifest_IsUnchangedAfterRendering()
    {
        using var fixture = new PublishingFixture();
        fixture.Publish(fixture.Fleet(300, "a"));
        var before = fixture.Snapshot();
        fixture.Forget();

        var second = fixture.Publish(fixture.Fleet(300, "a"));

        Assert.True(second.IsUnchanged);
        Assert.Equal(301, second.Counts.Rendered);
        Assert.Equal(before, fixture.Snapshot());
    }

    [Fact]
    public void Stage_OnePhoneChanged_OnlyItsLeafIsBuiltAndTheRestLinked()
    {
        using var fixture = new PublishingFixture();
        List<Artifact> fleet = [.. fixture.Fleet(1024, "a"), fixture.Phone(0x002584001002, "in the same leaf")];
        fixture.Publish(fleet);
        fleet[3] = fixture.Phone(0x002584000002, "changed");

        var staged = fixture.Publish(fleet);

        Assert.Equal(["xml/spa002584000002.xml"], fixture.Rendered);
        Assert.Equal(new StageCounts(1, 1 + 1, 0, 1023, 1, 2 + 2 + (3 * 8)), staged.Counts);
        Assert.Equal("changed", fixture.Read("xml/spa002584000002.xml"));
        Assert.Equal("a258", fixture.Read("xml/spa002584000102.xml"));
        Assert.Equal(1024 + 128 + 16 + 2 + 1 + 5, fixture.Names("tree").Length);
    }

    [Fact]
    public void Stage_UnchangedFileIsMissingInTheOldLeaf_IsRendered()
    {
        using var fixture = new PublishingFixture();
        fixture.Publish(fixture.Phone(Fred, "fred"), fixture.Phone(0x000000000156, "other"));
        File.Delete(Path.Combine(fixture.Root.Home, "tree", fixture.Names("tree").First(IsLeaf), "spa000000000156.xml"));

        var staged = fixture.Publish(fixture.Phone(Fred, "changed"), fixture.Phone(0x000000000156, "other"));

        Assert.Equal(2, staged.Counts.Rendered);
        Assert.Equal("other", fixture.Read("xml/spa000000000156.xml"));
    }

    [Fact]
    public void Stage_ManifestOfAnotherState_NothingIsLinkedFromIt()
    {
        using var fixture = new PublishingFixture();
        fixture.Publish(fixture.Phone(Fred, "fred"), fixture.Phone(0x000000000156, "other"));
        Directory.Move(Path.Combine(fixture.Root.Home, "tree", fixture.Names("tree").First(IsLeaf)), Path.Combine(fixture.Root.Home, "tree", "n0526-0123456789abcdef"));

        var staged = fixture.Publish(fixture.Phone(Fred, "changed"), fixture.Phone(0x000000000156, "other"));

        Assert.Equal(2, staged.Counts.Rendered);
        Assert.Equal("other", fixture.Read("xml/spa000000000156.xml"));
    }

    [Fact]
    public void Stage_Asterisk_EveryFileIsNewEachTime()
    {
        using var fixture = new PublishingFixture(ArtifactTarget.Asterisk);
        fixture.Publish(fixture.File_("pjsip.conf", "a"), fixture.File_("extensions.conf", "b"));
        using var old = File.OpenRead(fixture.At("current/pjsip.conf"));

        var staged = fixture.Publish(fixture.File_("pjsip.conf", "a"), fixture.File_("extensions.conf", "b"));

        Assert.False(staged.IsUnchanged);
        Assert.Equal(new StageCounts(2, 0, 0, 0, 0, 0), staged.Counts);
        Assert.StartsWith("2-", staged.Name, StringComparison.Ordinal);
        Assert.Equal($"gens/{staged.Name}", new FileInfo(fixture.Root.Current).LinkTarget);
        Assert.Equal("a", fixture.Read("current/pjsip.conf"));
        File.AppendAllText(fixture.At("current/pjsip.conf"), "not the same file");
        Assert.Equal(1, old.Length);
    }

    [Fact]
    public void Stage_DhcpSameFiles_IsUnchanged()
    {
        using var fixture = new PublishingFixture(ArtifactTarget.Dhcp);
        fixture.Publish(fixture.File_("dnsmasq.conf", "a"), fixture.File_("kea.json", "b"));

        var staged = fixture.Publish(fixture.File_("dnsmasq.conf", "a"), fixture.File_("kea.json", "b"));

        Assert.True(staged.IsUnchanged);
        Assert.Empty(fixture.Rendered);
        Assert.Single(fixture.Names("gens"));
    }

    [Fact]
    public void SwitchBack_ToThePrevious_OldFilesAreLive()
    {
        using var fixture = new PublishingFixture(ArtifactTarget.Asterisk);
        fixture.Publish(fixture.File_("pjsip.conf", "old"));
        var staged = fixture.Publish(fixture.File_("pjsip.conf", "new"));

        fixture.Store.SwitchBack(staged.Previous);

        Assert.Equal("old", fixture.Read("current/pjsip.conf"));
    }

    [Fact]
    public void SwitchBack_NoPrevious_CurrentIsRemoved()
    {
        using var fixture = new PublishingFixture(ArtifactTarget.Asterisk);
        var staged = fixture.Publish(fixture.File_("pjsip.conf", "new"));

        fixture.Store.SwitchBack(staged.Previous);

        Assert.Null(fixture.Store.CurrentGeneration);
        Assert.Null(new FileInfo(fixture.Root.Current).LinkTarget);
    }

    [Fact]
    public void DigestOf_Entries_IsTheStagedDigest()
    {
        using var fixture = new PublishingFixture();

        var staged = fixture.Publish(fixture.Fleet(300, "a"));

        Assert.Equal(staged.Digest, fixture.Store.DigestOf(staged.Entries));
    }

    [Fact]
    public void SwitchTo_MissingGeneration_IsRefused()
    {
        using var fixture = new PublishingFixture();
        fixture.Publish(fixture.Phone(Fred, "fred"));

        Assert.Throws<PublishFailedException>(() => fixture.Store.SwitchTo("9-0123456789abcdef"));

        Assert.Equal("fred", fixture.Read("xml/spa002584061156.xml"));
    }

    [Fact]
    public void Discard_Staged_IsRemovedAndTheLiveOneIsNot()
    {
        using var fixture = new PublishingFixture(ArtifactTarget.Asterisk);
        var live = fixture.Publish(fixture.File_("pjsip.conf", "old"));
        var staged = fixture.Stage(fixture.File_("pjsip.conf", "new"));

        fixture.Store.Discard(staged.Name);
        fixture.Store.Discard(live.Name);

        Assert.Equal([live.Name], fixture.Names("gens"));
    }

    private static bool IsLeaf(string node) => TreeNode.DepthOf(node) == TreePlace.LeafDepth;
}
