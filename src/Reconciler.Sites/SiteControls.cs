using Reconciler.Core.Digests;
using Reconciler.Git.Mirrors;
using Reconciler.Host.Storage;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Sites;

/// <summary>
/// The requests of a person that the next run carries out, for the commands and the HTTP API alike. Each returns the sentence that says what will happen, or
/// refuses with a <see cref="RequestRefusedException"/>.
/// </summary>
/// <param name="storage">The state.</param>
/// <param name="mirror">The directory of the mirror.</param>
public sealed class SiteControls(IStateStorage storage, string mirror)
{
    private readonly Controls _controls = new(storage);

    public string Suspend(string reason)
    {
        _controls.Write(Control.Suspend, reason);
        return "Suspended from the next run on; 'reconciler resume' ends it.";
    }

    public string Resume()
    {
        _controls.Clear(Control.Suspend);
        _controls.Clear(Control.Rollback);
        return "The next run follows the branch again.";
    }

    public string Retry()
    {
        _controls.Write(Control.Retry, "");
        return "The next run tries the quarantined content again.";
    }

    /// <param name="hash">Of the plan, as the refusal printed it.</param>
    public string Approve(string hash)
    {
        if (!Digest.TryParse(hash, out var digest))
        {
            throw new RequestRefusedException($"'{hash}' is no plan hash; it has 64 hex digits, and the refusal printed it.");
        }

        _controls.AddLine(Control.Approve, digest.ToString());
        return Waits(digest.ToString())
            ? "The next run lets that plan pass."
            : "Noted: a plan with this hash passes when a run comes to it. None waits for it now; 'reconciler status' says what does.";
    }

    /// <param name="revision">A commit that was fetched. One that the mirror lacks would stop every later run, so it is refused while somebody looks.</param>
    public string Rollback(string revision)
    {
        if (!Directory.Exists(mirror))
        {
            throw new RequestRefusedException("Nothing has been fetched yet, so there is no commit to roll back to.");
        }

        using var repository = LocalRepository.Discover(mirror);
        var commit = repository?.Resolve(revision)
            ?? throw new RequestRefusedException($"The agent has fetched no commit '{revision}'; 'reconciler status' lists those that were live.");
        _controls.Write(Control.Rollback, commit.ToString());
        return $"The next run serves {commit.Abbreviated}; 'reconciler resume' follows the branch again.";
    }

    public string ResumeRollout() => DecideRollout("resume", "The next run goes on with the rollout.");

    public string AbortRollout() => DecideRollout("abort", "The next run gives every phone back what it had.");

    private bool Waits(string hash)
    {
        var state = new StateStore(storage).Load();
        return state.HostChange?.Hash == hash || state.Conditions.Any(c => c.Message.Contains(hash, StringComparison.Ordinal));
    }

    private string DecideRollout(string word, string done)
    {
        // A word that nothing is there for would be used up by the next run, and whoever gave it would wait for nothing.
        if (new StateStore(storage).Load().Rollout is null)
        {
            throw new RequestRefusedException("No rollout is under way: what was published is with all its phones. 'reconciler rollback COMMIT' brings an earlier commit back.");
        }

        _controls.Write(Control.Rollout, word);
        return done;
    }
}
