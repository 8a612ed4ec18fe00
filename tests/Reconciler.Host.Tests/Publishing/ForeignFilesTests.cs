using Reconciler.Core.Artifacts;
using Reconciler.Host.Disk;
using Reconciler.Host.Publishing;

namespace Reconciler.Host.Tests.Publishing;

public sealed class ForeignFilesTests
{
    private const ulong Fred = 0x002584061156;

    private const string FredName = "xml/spa002584061156.xml";

    [Fact]
    public void Stage_ForeignFilesInTheWay_AllAreNamedAndNothingIsTouched()
    {
        using var fixture = new PublishingFixture();
        Directory.CreateDirectory(fixture.At("xml"));
        File.WriteAllText(fixture.At(FredName), "by hand");
        Directory.CreateDirectory(fixture.At("spa525G.cfg"));
        File.CreateSymbolicLink(fixture.At("spa504G.cfg"), "elsewhere");
        var before = fixture.Snapshot();

        var exception = Assert.Throws<PublishFailedException>(
            () => fixture.Stage(fixture.Phone(Fred, "fred"), fixture.File_("spa525G.cfg", "a"), fixture.File_("spa504G.cfg", "a"), fixture.File_("spa501G.cfg", "a")));

        Assert.Equal([FredName, "spa525G.cfg", "spa504G.cfg"], exception.ForeignNames.Select(finding => finding.Name));
        Assert.Equal(fixture.At(FredName), exception.ForeignNames[0].Path);
        Assert.Contains("`reconciler adopt xml/spa002584061156.xml`", exception.Message, StringComparison.Ordinal);
        Assert.Empty(fixture.Rendered);
        Assert.Equal(before, string.Join('\n', fixture.Snapshot().Split('\n').Where(line => !line.Contains(".reconciler", StringComparison.Ordinal))));
    }

    [Fact]
    public void Stage_FolderIsAFile_IsFound()
    {
        using var fixture = new PublishingFixture();
        Directory.CreateDirectory(fixture.Root.Directory);
        File.WriteAllText(fixture.At("xml"), "by hand");

        var exception = Assert.Throws<PublishFailedException>(() => fixture.Stage(fixture.Phone(Fred, "fred")));

        Assert.Equal("xml", Assert.Single(exception.ForeignNames).Name);
        Assert.Equal("by hand", fixture.Read("xml"));
    }

    [Theory]
    [InlineData("xml")]
    [InlineData(".reconciler")]
    [InlineData(".reconciler/gens")]
    [InlineData(".reconciler/tree")]
    [InlineData(".reconciler/names")]
    public void Stage_DirectoryIsALink_IsRefused(string name)
    {
        using var fixture = new PublishingFixture();
        var elsewhere = Directory.CreateDirectory(Path.Combine(fixture.Base, "elsewhere")).FullName;
        Directory.CreateDirectory(Path.GetDirectoryName(fixture.At(name))!);
        Directory.CreateSymbolicLink(fixture.At(name), elsewhere);

        Assert.Throws<PublishFailedException>(() => fixture.Stage(fixture.Phone(Fred, "fred")));

        Assert.Empty(Directory.EnumerateFileSystemEntries(elsewhere));
    }

    [Theory]
    [InlineData(ArtifactTarget.Served)]
    [InlineData(ArtifactTarget.Asterisk)]
    public void Stage_CurrentIsNotOurs_IsRefused(ArtifactTarget target)
    {
        using var fixture = new PublishingFixture(target);
        Directory.CreateDirectory(fixture.Root.Home);
        Directory.CreateSymbolicLink(fixture.Root.Current, "/etc");

        Assert.Throws<PublishFailedException>(() => fixture.Stage(fixture.File_("pjsip.conf", "a")));

        Assert.Equal("/etc", new FileInfo(fixture.Root.Current).LinkTarget);
    }

    [Fact]
    public void Switch_ForeignFileCameMeanwhile_IsLeftAloneAndNothingIsSwitched()
    {
        using var fixture = new PublishingFixture();
        fixture.Publish(fixture.File_("spa525G.cfg", "old"));
        var staged = fixture.Stage(fixture.File_("spa525G.cfg", "new"), fixture.Phone(Fred, "fred"));
        Directory.CreateDirectory(fixture.At("xml"));
        File.WriteAllText(fixture.At(FredName), "by hand");

        var exception = Assert.Throws<PublishFailedException>(() => fixture.Store.Switch(staged));

        Assert.Equal(FredName, Assert.Single(exception.ForeignNames).Name);
        Assert.Equal("by hand", fixture.Read(FredName));
        Assert.Equal("old", fixture.Read("spa525G.cfg"));
    }

    [Fact]
    public void Switch_DroppedNameWasReplacedByHand_IsLeftAlone()
    {
        using var fixture = new PublishingFixture();
        fixture.Publish(fixture.File_("spa525G.cfg", "a"), fixture.Phone(Fred, "fred"));
        File.Delete(fixture.At(FredName));
        File.WriteAllText(fixture.At(FredName), "by hand");

        fixture.Publish(fixture.File_("spa525G.cfg", "a"));

        Assert.Equal("by hand", fixture.Read(FredName));
    }

    [Fact]
    public void Publish_BesideForeignFiles_LeavesThemAlone()
    {
        using var fixture = new PublishingFixture();
        Directory.CreateDirectory(fixture.At("sw"));
        File.WriteAllText(fixture.At("sw/spa525g-7-2-30.bin"), "image");
        Directory.CreateDirectory(fixture.At("xml"));
        File.WriteAllText(fixture.At("xml/notes.txt"), "notes");
        File.CreateSymbolicLink(fixture.At("xml/link"), "notes.txt");

        fixture.Publish(fixture.Phone(Fred, "fred"));
        fixture.Publish();
        fixture.Store.RederiveLinks([]);
        fixture.Sweep();

        Assert.Equal("image", fixture.Read("sw/spa525g-7-2-30.bin"));
        Assert.Equal("notes", fixture.Read("xml/notes.txt"));
        Assert.Equal("notes", fixture.Read("xml/link"));
        Assert.Null(new FileInfo(fixture.At(FredName)).LinkTarget);
    }

    [Fact]
    public void Stage_OurLinkIsThereAlready_IsNoFinding()
    {
        using var fixture = new PublishingFixture();
        fixture.Publish(fixture.Phone(Fred, "fred"));
        fixture.Forget();

        fixture.Publish(fixture.Phone(Fred, "new"));

        Assert.Equal("new", fixture.Read(FredName));
    }

    [Fact]
    public void RederiveLinks_MissingAndStrayLinks_BecomeTheManifests()
    {
        using var fixture = new PublishingFixture();
        var staged = fixture.Publish(fixture.File_("spa525G.cfg", "a"), fixture.Phone(Fred, "fred"));
        File.Delete(fixture.At(FredName));
        File.CreateSymbolicLink(fixture.At("xml/spa002584061157.xml"), "../.reconciler/current/xml/57/spa002584061157.xml");
        File.CreateSymbolicLink(fixture.At("spa504G.cfg"), ".reconciler/current/spa504G.cfg");
        File.CreateSymbolicLink(fixture.At("spa508G.cfg"), ".reconciler/current/spa504G.cfg");

        fixture.Store.RederiveLinks(staged.Entries);

        Assert.Equal("fred", fixture.Read(FredName));
        Assert.Equal([FredName], Directory.EnumerateFileSystemEntries(fixture.At("xml")).Select(path => Path.GetRelativePath(fixture.Root.Directory, path)));
        Assert.Null(new FileInfo(fixture.At("spa504G.cfg")).LinkTarget);
        Assert.NotNull(new FileInfo(fixture.At("spa508G.cfg")).LinkTarget);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Adopt_ForeignFile_IsSetAsideAndTheNameIsOurs(bool onAnotherFileSystem)
    {
        using var fixture = new PublishingFixture();
        var state = onAnotherFileSystem ? Directory.CreateDirectory(Path.Combine("/dev/shm", Path.GetFileName(fixture.Base))).FullName : fixture.State;
        try
        {
            Directory.CreateDirectory(fixture.At("xml"));
            File.WriteAllText(fixture.At(FredName), "by hand");

            var aside = fixture.Store.Adopt(FredName, [], state);
            fixture.Publish(fixture.Phone(Fred, "fred"));

            Assert.StartsWith(state, aside, StringComparison.Ordinal);
            Assert.Equal("by hand", File.ReadAllText(aside));
            Assert.Equal("fred", fixture.Read(FredName));
        }
        finally
        {
            if (onAnotherFileSystem)
            {
                Directory.Delete(state, recursive: true);
            }
        }
    }

    [Fact]
    public void Adopt_DirectoryOnAnotherFileSystem_IsCopiedWhole()
    {
        using var fixture = new PublishingFixture();
        var state = Directory.CreateDirectory(Path.Combine("/dev/shm", Path.GetFileName(fixture.Base))).FullName;
        try
        {
            Directory.CreateDirectory(fixture.At("spa525G.cfg/inner"));
            File.WriteAllText(fixture.At("spa525G.cfg/inner/file"), "by hand");
            File.CreateSymbolicLink(fixture.At("spa525G.cfg/link"), "inner/file");

            var aside = fixture.Store.Adopt("spa525G.cfg", [], state, isFolderMeant: true);

            Assert.False(Path.Exists(fixture.At("spa525G.cfg")));
            Assert.Equal("by hand", File.ReadAllText(Path.Combine(aside, "link")));
            Assert.Equal("inner/file", new FileInfo(Path.Combine(aside, "link")).LinkTarget);
        }
        finally
        {
            Directory.Delete(state, recursive: true);
        }
    }

    [Fact]
    public void Adopt_Twice_KeepsBothOriginals()
    {
        using var fixture = new PublishingFixture();
        Directory.CreateDirectory(fixture.Root.Directory);
        File.WriteAllText(fixture.At("spa525G.cfg"), "first");
        var first = fixture.Store.Adopt("spa525G.cfg", [], fixture.State);
        File.WriteAllText(fixture.At("spa525G.cfg"), "second");

        var second = fixture.Store.Adopt("spa525G.cfg", [], fixture.State);

        Assert.Equal("first", File.ReadAllText(first));
        Assert.Equal("second", File.ReadAllText(second));
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("/etc/passwd")]
    [InlineData(".reconciler")]
    [InlineData("xml/../../secret")]
    [InlineData("xml/a/b")]
    [InlineData("")]
    [InlineData("missing.cfg")]
    [InlineData("linked/file")]
    public void Rejects_AdoptOfWhatCannotBePublished(string name)
    {
        using var fixture = new PublishingFixture();
        fixture.Publish(fixture.Phone(Fred, "fred"));
        File.WriteAllText(Path.Combine(fixture.Base, "secret"), "secret");
        File.WriteAllText(Path.Combine(fixture.State, "file"), "file");
        Directory.CreateSymbolicLink(fixture.At("linked"), fixture.State);

        Assert.Throws<NothingToAdoptException>(() => fixture.Store.Adopt(name, [], fixture.State));

        Assert.Equal("secret", File.ReadAllText(Path.Combine(fixture.Base, "secret")));
        Assert.Equal("file", File.ReadAllText(Path.Combine(fixture.State, "file")));
    }

    [Fact]
    public void Rejects_AdoptOfAFolderThatNobodyCalledOne()
    {
        using var fixture = new PublishingFixture();
        Directory.CreateDirectory(fixture.At("spa525G.cfg"));
        File.WriteAllText(fixture.At("spa525G.cfg/file"), "by hand");

        var refused = Assert.Throws<NothingToAdoptException>(() => fixture.Store.Adopt("spa525G.cfg", [], fixture.State));

        Assert.Contains("is a folder with 1 name in it", refused.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(fixture.At("spa525G.cfg/file")));
    }

    [Fact]
    public void Rejects_AdoptOfTheFolderOfPublishedFiles()
    {
        using var fixture = new PublishingFixture();
        fixture.Publish(fixture.Phone(Fred, "fred"));

        var refused = Assert.Throws<NothingToAdoptException>(() => fixture.Store.Adopt("xml", [.. fixture.Manifest.Values], fixture.State, isFolderMeant: true));

        Assert.Contains("is the folder of 1 published file;", refused.Message, StringComparison.Ordinal);
        Assert.Equal("fred", fixture.Read(FredName));
    }

    [Fact]
    public void Rejects_AdoptOfOurOwn()
    {
        using var fixture = new PublishingFixture();
        fixture.Publish(fixture.Phone(Fred, "fred"));

        Assert.Throws<NothingToAdoptException>(() => fixture.Store.Adopt(FredName, [], fixture.State));

        Assert.Equal("fred", fixture.Read(FredName));
    }
}
