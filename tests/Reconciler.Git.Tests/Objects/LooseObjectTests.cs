using LibGit2Sharp;
using Reconciler.Git.Objects;
using Reconciler.Testing;
using Reconciler.Testing.Repositories;

namespace Reconciler.Git.Tests.Objects;

public sealed class LooseObjectTests : IDisposable
{
    private const string Text = "mac: 00:25:84:06:11:56\nmodel: SPA525G\n";

    private readonly TestRepository _repository = TestRepository.With(("phones/a.yaml", Text));
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _folder.Dispose();
        _repository.Dispose();
    }

    [Fact]
    public void Read_WholeFile_IsItsContent()
    {
        var (sha, file) = Object();

        Write(sha, file);

        Assert.Equal(Text, System.Text.Encoding.UTF8.GetString(LooseObject.Read(_folder.FullPath, sha)!.Value.Content));
    }

    [Fact]
    public void Read_FileCutOffAnywhere_IsFoundBroken()
    {
        var (sha, file) = Object();

        for (var length = 0; length < file.Length; length++)
        {
            Write(sha, file[..length]);

            Assert.Throws<NotFoundException>(() => LooseObject.Read(_folder.FullPath, sha));
        }
    }

    private (string Sha, byte[] File) Object()
    {
        using var repository = new Repository(_repository.DirectoryPath);
        var sha = repository.Branches["main"].Tip["phones/a.yaml"].Target.Sha;
        return (sha, File.ReadAllBytes(Path.Combine(_repository.DirectoryPath, "objects", sha[..2], sha[2..])));
    }

    private void Write(string sha, byte[] content)
    {
        _folder.MakeFolder(sha[..2]);
        File.WriteAllBytes(_folder.PathOf(sha[..2], sha[2..]), content);
    }
}
