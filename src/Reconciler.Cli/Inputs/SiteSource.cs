using Reconciler.Cli.Usage;
using Reconciler.Core.Explaining;
using Reconciler.Core.Sources;
using Reconciler.Git.Mirrors;
using Reconciler.Host.Disk;

namespace Reconciler.Cli.Inputs;

/// <summary>The specs that a command was pointed at: a folder's files as they are, or a revision of the repository around it.</summary>
internal sealed class SiteSource : IDisposable
{
    private readonly string _folder;
    private LocalRepository? _repository;

    private SiteSource(ISourceTree tree, CommitId? commit, LocalRepository? repository, string folder)
    {
        Tree = tree;
        Commit = commit;
        _repository = repository;
        _folder = folder;
    }

    public ISourceTree Tree { get; }

    /// <summary>Null for files as they are.</summary>
    public CommitId? Commit { get; }

    public static SiteSource Open(DirectoryInfo folder, string? revision)
    {
        if (revision is null)
        {
            return new SiteSource(new FolderTree(folder.FullName), null, null, folder.FullName);
        }

        var repository = LocalRepository.Discover(folder.FullName)
            ?? throw new UsageException($"{folder.FullName} is in no Git repository, so there is no revision '{revision}' to read; leave --rev out to check the files as they are.");
        var commit = repository.Resolve(revision)
            ?? throw new UsageException($"There is no revision '{revision}' in {repository.Directory}; 'git log' lists them, and a shallow clone may lack it.");
        return new SiteSource(repository.OpenTree(commit, repository.SitePath(folder.FullName)), commit, repository, folder.FullName);
    }

    /// <summary>Who last touched which of the lines; where that cannot be known, why.</summary>
    public ILineHistory OpenHistory()
    {
        try
        {
            _repository ??= LocalRepository.Discover(_folder);
        }
        catch (GitUnavailableException unavailable)
        {
            return new NoLineHistory($"No commits are shown: {unavailable.Message}");
        }

        return _repository is null ? new NoLineHistory($"No commits are shown: {_folder} is in no Git repository.") : new LineHistory(_repository, _folder, Commit);
    }

    public void Dispose() => _repository?.Dispose();
}
