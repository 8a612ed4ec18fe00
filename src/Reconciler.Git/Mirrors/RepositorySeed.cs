using LibGit2Sharp;

namespace Reconciler.Git.Mirrors;

/// <summary>Makes a new bare repository with one commit: for the demo and for <c>init</c>.</summary>
public static class RepositorySeed
{
    /// <summary>A repository without commits at <paramref name="directory"/>, whose first commit will be on <paramref name="branch"/>.</summary>
    public static void CreateEmpty(string directory, string branch)
    {
        using var repository = new Repository(Repository.Init(directory));
        repository.Refs.UpdateTarget("HEAD", "refs/heads/" + branch);
    }

    /// <summary>True: a file that names the program to run it, and so may be run.</summary>
    public static bool IsScript(ReadOnlySpan<byte> content) => content.StartsWith("#!"u8);

    /// <summary>The repository at <paramref name="directory"/>, its HEAD and one commit on <paramref name="branch"/>.</summary>
    public static void CreateBare(string directory, string branch, IEnumerable<KeyValuePair<string, byte[]>> files, string message, TimeProvider time)
    {
        Repository.Init(directory, isBare: true);
        using var repository = new Repository(directory);
        var tree = new TreeDefinition();
        foreach (var (path, content) in files)
        {
            using var stream = new MemoryStream(content);
            tree.Add(path, repository.ObjectDatabase.CreateBlob(stream), IsScript(content) ? Mode.ExecutableFile : Mode.NonExecutableFile);
        }

        var author = new Signature("Reconciler", "reconciler@localhost", time.GetUtcNow());
        var commit = repository.ObjectDatabase.CreateCommit(
            author, author, message + "\n", repository.ObjectDatabase.CreateTree(tree), [], prettifyMessage: true);
        repository.Refs.Add("refs/heads/" + branch, commit.Id);
        repository.Refs.UpdateTarget("HEAD", "refs/heads/" + branch);
    }
}
