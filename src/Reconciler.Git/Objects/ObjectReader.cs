using LibGit2Sharp;
using Reconciler.Core.Sources;
using Reconciler.Git.Access;

namespace Reconciler.Git.Objects;

/// <summary>A repository opened for reading: one repository, used by one caller at a time, since libgit2 promises no more. Closed when the mirror is replaced.</summary>
internal sealed class ObjectReader(Func<Repository?> open, Action markDamaged, string directory) : IDisposable
{
    private readonly Lock _gate = new();
    private Repository? _repository;

    /// <summary>Asks, and answers <paramref name="otherwise"/> where the mirror cannot say.</summary>
    public T Ask<T>(Func<Repository, T> question, T otherwise)
    {
        lock (_gate)
        {
            _repository ??= open();
            try
            {
                return _repository is null ? otherwise : question(_repository);
            }
            catch (LibGit2SharpException)
            {
                return otherwise;
            }
        }
    }

    /// <summary>Reads what has to be there.</summary>
    /// <exception cref="GitUnavailableException">It is not: the mirror is damaged, and marked as such.</exception>
    public T Read<T>(Func<Repository, T> question)
    {
        lock (_gate)
        {
            _repository ??= open() ?? throw GitFailures.Damaged(directory);
            try
            {
                return question(_repository);
            }
            catch (LibGit2SharpException)
            {
                markDamaged();
                throw GitFailures.Damaged(directory);
            }
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _repository?.Dispose();
            _repository = null;
        }
    }

    public void Dispose() => Close();
}
