using Reconciler.Core.Diagnostics;
using Reconciler.Host.Disk;
using Reconciler.Testing;

namespace Reconciler.Specs.Tests.Sources;

public sealed class FolderTreeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("folder-tree-").FullName;
    private readonly DiagnosticList _diagnostics = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void List_HasSpecFilesByPath()
    {
        Write("site.yaml");
        Write("phones/b.yml");
        Write("phones/a/x.yaml");
        Write("README.md");
        Write(".git/config.yaml");

        Assert.Equal(["phones/a/x.yaml", "phones/b.yml", "site.yaml"], new FolderTree(_folder).List(_diagnostics).Select(entry => entry.Path));
        Assert.Equal(0, _diagnostics.Count);
    }

    [Fact]
    public void List_Link_IsFoundAndNotFollowed()
    {
        Write("site.yaml");
        File.CreateSymbolicLink(Path.Combine(_folder, "phones"), "/etc");

        Assert.Single(new FolderTree(_folder).List(_diagnostics));
        Assert.Equal(
            "phones error REC014 \"phones\" is a symbolic link; links are not followed. Put the file itself here, or remove the link.",
            Assert.Single(_diagnostics.ToSorted()).ToString());
    }

    [Fact]
    public async Task List_Fifo_IsFoundAndNotOpened()
    {
        Write("site.yaml");
        await Processes.RunSuccessfullyAsync(Requires.Tool("mkfifo"), [Path.Combine(_folder, "x.yaml")], TestContext.Current.CancellationToken);

        Assert.Equal("site.yaml", Assert.Single(new FolderTree(_folder).List(_diagnostics)).Path);
        Assert.Equal(
            "x.yaml error REC014 \"x.yaml\" is a FIFO, a socket or a device, not a file; it is not opened. Remove it, or put a file here.",
            Assert.Single(_diagnostics.ToSorted()).ToString());
    }

    [Fact]
    public void List_MissingFolder_IsFound()
    {
        Assert.Empty(new FolderTree(Path.Combine(_folder, "none")).List(_diagnostics));
        Assert.Equal("REC013", Assert.Single(_diagnostics.ToSorted()).Code);
    }

    private void Write(string path)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "x");
    }
}
