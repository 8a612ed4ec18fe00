using Reconciler.Core.Explaining;
using Reconciler.Core.Reading;
using Reconciler.Core.Sources;
using Reconciler.Git.Mirrors;
using Reconciler.Reconciliation.Status;
using Reconciler.Scheduling;
using Reconciler.Specs.Loading;

namespace Reconciler.Web.Views;

/// <summary>
/// The specs that are served, read again for those who look at them: nothing is shared with the runs. Read when somebody first asks and kept until another
/// commit is published; one question at a time.
/// </summary>
internal sealed class PublishedSite(StateStore states, string mirrorDirectory, string sitePath) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private Known? _known;

    /// <summary>Null: nothing is published, or its commit cannot be read any more.</summary>
    public async Task<T?> AskAsync<T>(Func<PublishedFleet, T?> ask, CancellationToken cancellationToken)
        where T : class
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(() => Current(cancellationToken) is { } fleet ? ask(fleet) : null, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _known?.Repository.Dispose();
        _turn.Dispose();
    }

    private PublishedFleet? Current(CancellationToken cancellationToken)
    {
        if (states.Load().Published is not { } commit)
        {
            return null;
        }

        if (_known?.Commit == commit)
        {
            return _known.Fleet;
        }

        _known?.Repository.Dispose();
        _known = null;
        if (!Directory.Exists(mirrorDirectory) || LocalRepository.Discover(mirrorDirectory) is not { } repository)
        {
            return null;
        }

        var reading = new FleetReader(new SpecLoader(), new QuartzWindowClock()).ReadUntilStopped(repository.OpenTree(commit, sitePath), commit, cancellationToken);
        var fleet = reading.Fleet is { } read
            ? new PublishedFleet(reading, read, new Explainer(read, new LineHistory(repository, Path.Combine(repository.Directory, sitePath), commit)))
            : null;
        _known = new Known(commit, repository, fleet);
        return fleet;
    }

    private sealed record Known(CommitId Commit, LocalRepository Repository, PublishedFleet? Fleet);
}
