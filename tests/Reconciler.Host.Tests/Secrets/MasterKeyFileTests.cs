using Reconciler.Core.Secrets;
using Reconciler.Host.Secrets;

namespace Reconciler.Host.Tests.Secrets;

public sealed class MasterKeyFileTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("reconciler-key-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Load_TakesTheBytesAsTheyAre()
    {
        var key = MasterKeyFile.Load(Write(32));

        Assert.Equal(new MasterKey(new byte[32]).RevisionTagKey.ToArray(), key.RevisionTagKey.ToArray());
    }

    [Theory]
    [InlineData(UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.OtherRead)]
    [InlineData(UnixFileMode.GroupWrite)]
    [InlineData(UnixFileMode.OtherExecute)]
    public void Rejects_FileOpenToOthers(UnixFileMode mode) => Rejects(Write(32, OwnerOnly | mode), "chmod 600");

    [Fact]
    public void Rejects_ShortKey() => Rejects(Write(31), "31 bytes");

    [Fact]
    public void Rejects_HugeFile() => Rejects(Write(65 << 10), "not a key");

    [Fact]
    public void Rejects_MissingFile_SayingHowToMakeOne() => Rejects(Path.Combine(_directory.FullName, "none"), "/dev/urandom");

    [Fact]
    public void Rejects_Directory() => Rejects(_directory.FullName, "is a directory");

    [Fact]
    public void Rejects_Link()
    {
        var link = Path.Combine(_directory.FullName, "link");
        File.CreateSymbolicLink(link, Write(32));

        Rejects(link, "is a link");
    }

    private static void Rejects(string path, string part)
    {
        var exception = Assert.Throws<HostConfigurationException>(() => MasterKeyFile.Load(path));

        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.Contains(part, exception.Message, StringComparison.Ordinal);
    }

    private string Write(int length, UnixFileMode mode = OwnerOnly)
    {
        var path = Path.Combine(_directory.FullName, "master.key");
        File.WriteAllBytes(path, new byte[length]);
        File.SetUnixFileMode(path, mode);
        return path;
    }
}
