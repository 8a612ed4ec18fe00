using LibGit2Sharp;
using Reconciler.Core.Sources;
using Reconciler.Git.Access;

namespace Reconciler.Git.Transports;

/// <summary>
/// One conversation with a server: its deadline, its limits, and why it failed. libgit2 makes a transport by itself and calls it on the thread that asked, so
/// the transport finds its conversation by the thread.
/// </summary>
internal sealed class Conversation : IDisposable
{
    [ThreadStatic]
    private static Conversation? Ongoing;

    private readonly CancellationToken _cancelled;
    private readonly CancellationTokenSource _deadline;
    private readonly CancellationTokenSource _ended;
    private GitUnavailableException? _failure;
    private long _received;
    private bool _isListing;
    private RefListWatch _list;

    public Conversation(RemoteAccess access, CancellationToken cancellationToken)
    {
        Access = access;
        _cancelled = cancellationToken;
        _deadline = new CancellationTokenSource(access.Limits.Deadline);
        _ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _deadline.Token);
    }

    /// <summary>The one that this thread is in.</summary>
    public static Conversation Current => Ongoing ?? throw new InvalidOperationException("A transport was used outside of a conversation.");

    public RemoteAccess Access { get; }

    /// <summary>False: libgit2 is to stop.</summary>
    public bool MayGoOn => !_ended.IsCancellationRequested;

    /// <summary>Holds a fetch or a push.</summary>
    /// <exception cref="GitUnavailableException">It failed.</exception>
    public void Run(Action conversation)
    {
        _cancelled.ThrowIfCancellationRequested();
        CredentialFiles.Check(Access.Url, Access.Credentials);
        Ongoing = this;
        try
        {
            conversation();
        }
        catch (LibGit2SharpException e) when (e is not NonFastForwardException)
        {
            _cancelled.ThrowIfCancellationRequested();
            throw _failure ?? (_deadline.IsCancellationRequested ? TooLong() : _list.IsShallow ? GitFailures.Shallow(Access.Url) : GitFailures.Translate(e, Access.Url));
        }
        finally
        {
            Ongoing = null;
        }
    }

    /// <summary>The server begins to list its branches and tags, or has ended.</summary>
    public void BeginList(bool isListing)
    {
        _isListing = isListing;
        _received = isListing ? 0 : _received;
    }

    /// <summary>Counts what came.</summary>
    public void Received(ReadOnlySpan<byte> bytes)
    {
        _received += bytes.Length;
        if (_isListing)
        {
            _list.See(bytes);
        }

        var limits = Access.Limits;
        if (_received > limits.Bytes)
        {
            throw Fail(GitFailure.TooLarge, $"The server {Access.Url.Host} sent more than {Size(limits.Bytes)}: watch a smaller repository, or raise repository.maxMegabytes in the agent's file.");
        }

        if (_isListing && _received > limits.ListBytes)
        {
            throw Fail(GitFailure.TooLarge, $"The server {Access.Url.Host} lists more than {Size(limits.ListBytes)} of branches and tags: watch a repository with fewer of them.");
        }
    }

    /// <summary>
    /// Waits for the server, as long as it may be silent. <paramref name="abort"/> ends the wait from another thread.
    /// </summary>
    public T Wait<T>(TimeSpan patience, Action abort, Func<CancellationToken, T> blocking)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token);
        silence.CancelAfter(patience);
        using var registration = silence.Token.Register(abort);
        try
        {
            var result = blocking(silence.Token);
            return silence.IsCancellationRequested ? throw Interrupted() : result;
        }
        catch (Exception e) when (silence.IsCancellationRequested && e is not GitUnavailableException)
        {
            throw Interrupted();
        }
    }

    /// <summary>Remembers why it failed: no exception passes through libgit2.</summary>
    public GitUnavailableException Fail(GitFailure failure, string message) => _failure ??= new GitUnavailableException(failure, message);

    /// <summary>The same, of one that is made already.</summary>
    public GitUnavailableException Fail(GitUnavailableException failure) => _failure ??= failure;

    public void Dispose()
    {
        _ended.Dispose();
        _deadline.Dispose();
    }

    private static string Size(long bytes) => $"{bytes >> 20} MiB";

    private Exception Interrupted()
    {
        if (_cancelled.IsCancellationRequested)
        {
            return new OperationCanceledException(_cancelled);
        }

        return _deadline.IsCancellationRequested
            ? Fail(TooLong())
            : Fail(GitFailure.TimedOut, $"The server {Access.Url.Host} did not answer in time.");
    }

    private GitUnavailableException TooLong() => new(
        GitFailure.TimedOut,
        $"The server {Access.Url.Host} was not done within {Access.Limits.Deadline.TotalSeconds:0.#} s: look at the network and the repository's size, or raise repository.timeout in the agent's file.");
}
