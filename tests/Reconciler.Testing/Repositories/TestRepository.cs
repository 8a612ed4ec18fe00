using System.Text;
using LibGit2Sharp;

namespace Reconciler.Testing.Repositories;

/// <summary>
/// A real bare repository in a temporary directory. Commits are written straight into its object database, as a push would leave them. Methods that change the
/// branch say its new commit id, and may be chained through <see cref="Head"/>.
/// </summary>
public sealed class TestRepository : IDisposable
{
    private static readonly DateTimeOffset FirstCommit = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private readonly string _root;
    private readonly Repository _repository;
    private int _commits;

    private TestRepository(string root, string branch)
    {
        _root = root;
        Branch = branch;
        Repository.Init(DirectoryPath, isBare: true);
        _repository = new Repository(DirectoryPath);
        _repository.Refs.UpdateTarget("HEAD", $"refs/heads/{branch}");
    }

    /// <summary>The bare repository: usable as a URL.</summary>
    public string DirectoryPath => Path.Combine(_root, "site.git");

    /// <summary>The branch that commits go to.</summary>
    public string Branch { get; }

    /// <summary>The branch's commit.</summary>
    public string Head => _repository.Branches[Branch].Tip.Sha;

    /// <summary>An empty repository.</summary>
    public static TestRepository Empty(string branch = "main") => new(Directory.CreateTempSubdirectory("reconciler-repo-").FullName, branch);

    /// <summary>A repository with one commit of these files.</summary>
    public static TestRepository With(params (string Path, string Content)[] files)
    {
        var repository = Empty();
        repository.Commit("Start", files);
        return repository;
    }

    /// <summary>Adds or changes files.</summary>
    public string Commit(string message, params (string Path, string Content)[] files) =>
        Commit(message, files.Select(f => (f.Path, Encoding.UTF8.GetBytes(f.Content))));

    /// <summary>Adds or changes files of any bytes.</summary>
    public string Commit(string message, IEnumerable<(string Path, byte[] Content)> files) => Change(message, tree =>
    {
        foreach (var (path, content) in files)
        {
            tree.Add(path, Blob(content), Mode.NonExecutableFile);
        }
    });

    /// <summary>Removes files or folders.</summary>
    public string Remove(string message, params string[] paths) => Change(message, tree => tree.Remove(paths));

    /// <summary>Adds a symbolic link.</summary>
    public string Symlink(string path, string target) => Change($"Link {path}", tree => tree.Add(path, Blob(Encoding.UTF8.GetBytes(target)), Mode.SymbolicLink));

    /// <summary>Adds a submodule entry that points at the branch's own commit.</summary>
    public string Submodule(string path) => Change($"Embed {path}", tree => tree.AddGitLink(path, new ObjectId(Head)));

    /// <summary>Gives a folder more names; the objects stay the same.</summary>
    public string Repeat(string folder, params IReadOnlyList<string> names)
    {
        var known = (Tree)_repository.Branches[Branch].Tip[folder].Target;
        return Change($"Repeat {folder}", tree =>
        {
            foreach (var name in names)
            {
                tree.Add(name, known);
            }
        });
    }

    /// <summary>Adds an executable file.</summary>
    public string Executable(string path, string content) =>
        Change($"Add {path}", tree => tree.Add(path, Blob(Encoding.UTF8.GetBytes(content)), Mode.ExecutableFile));

    /// <summary>Replaces the whole history by one commit of these files.</summary>
    public string ForcePush(string message, params (string Path, string Content)[] files)
    {
        var tree = new TreeDefinition();
        foreach (var (path, content) in files)
        {
            tree.Add(path, Blob(Encoding.UTF8.GetBytes(content)), Mode.NonExecutableFile);
        }

        return Write(message, tree, [], Branch);
    }

    /// <summary>Puts the branch back to an older commit, as a force push of it would.</summary>
    public void ResetTo(string commit) => _repository.Refs.Add($"refs/heads/{Branch}", new ObjectId(commit), allowOverwrite: true);

    /// <summary>A merge of a side commit (from <paramref name="fromCommit"/>, with these files) into the branch.</summary>
    public string Merge(string message, string fromCommit, params (string Path, string Content)[] files)
    {
        var start = _repository.Lookup<LibGit2Sharp.Commit>(fromCommit);
        var side = TreeDefinition.From(start);
        var merged = TreeDefinition.From(_repository.Branches[Branch].Tip);
        foreach (var (path, content) in files)
        {
            side.Add(path, Blob(Encoding.UTF8.GetBytes(content)), Mode.NonExecutableFile);
            merged.Add(path, Blob(Encoding.UTF8.GetBytes(content)), Mode.NonExecutableFile);
        }

        var sideCommit = Create(message + " (side)", side, [start]);
        return Write(message, merged, [_repository.Branches[Branch].Tip, sideCommit], Branch);
    }

    /// <summary>A commit on another branch that shares no history.</summary>
    public string CommitOn(string branch, string message, params (string Path, string Content)[] files)
    {
        var tip = _repository.Branches[branch]?.Tip;
        var tree = tip is null ? new TreeDefinition() : TreeDefinition.From(tip);
        foreach (var (path, content) in files)
        {
            tree.Add(path, Blob(Encoding.UTF8.GetBytes(content)), Mode.NonExecutableFile);
        }

        return Write(message, tree, tip is null ? [] : [tip], branch);
    }

    /// <summary>Deletes a branch; null: the branch that commits go to.</summary>
    public void DeleteBranch(string? branch = null) => _repository.Refs.Remove($"refs/heads/{branch ?? Branch}");

    /// <summary>Puts a tag on the branch's commit, moving one that is there.</summary>
    public string Tag(string name, bool annotated = false)
    {
        var who = new Signature("Ada Administrator", "ada@example.com", FirstCommit);
        var tag = annotated ? _repository.Tags.Add(name, Head, who, "Release", allowOverwrite: true) : _repository.Tags.Add(name, Head, allowOverwrite: true);
        return tag.PeeledTarget.Sha;
    }

    /// <summary>The text of a file at a branch's tip; null: it is not there.</summary>
    public string? ReadText(string branch, string path)
    {
        using var fresh = new Repository(DirectoryPath);
        return (fresh.Branches[branch]?.Tip[path]?.Target as Blob)?.GetContentText();
    }

    /// <summary>The commits of a branch, newest first, as their messages' first lines.</summary>
    public IReadOnlyList<string> Log(string branch)
    {
        using var fresh = new Repository(DirectoryPath);
        var filter = new CommitFilter { IncludeReachableFrom = fresh.Branches[branch], SortBy = CommitSortStrategies.Topological };
        return fresh.Branches[branch] is null ? [] : [.. fresh.Commits.QueryBy(filter).Select(c => c.MessageShort)];
    }

    public void Dispose()
    {
        _repository.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    private string Change(string message, Action<TreeDefinition> change)
    {
        var tip = _repository.Branches[Branch]?.Tip;
        var tree = tip is null ? new TreeDefinition() : TreeDefinition.From(tip);
        change(tree);
        return Write(message, tree, tip is null ? [] : [tip], Branch);
    }

    private string Write(string message, TreeDefinition tree, IEnumerable<Commit> parents, string branch)
    {
        var commit = Create(message, tree, parents);
        _repository.Refs.Add($"refs/heads/{branch}", commit.Id, allowOverwrite: true);
        return commit.Sha;
    }

    private Commit Create(string message, TreeDefinition tree, IEnumerable<Commit> parents)
    {
        var who = new Signature("Ada Administrator", "ada@example.com", FirstCommit.AddMinutes(_commits++));
        return _repository.ObjectDatabase.CreateCommit(who, who, message, _repository.ObjectDatabase.CreateTree(tree), parents, prettifyMessage: true);
    }

    private Blob Blob(byte[] content)
    {
        using var stream = new MemoryStream(content);
        return _repository.ObjectDatabase.CreateBlob(stream);
    }
}
