using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Verify: a commit goes further only where it is signed as this host requires, and never back behind what is served unless a person on the host asked for that.</summary>
internal sealed class VerifyStage(ICommitVerifier verifier, IGitMirror mirror) : IStage<CommitContext>
{
    public async Task<StageResult> ExecuteAsync(CommitContext context, CancellationToken cancellationToken)
    {
        var (run, commit) = (context.Run, context.Commit);
        if (run.State.RolledBackTo == commit)
        {
            return StageResult.Done(new RunFact.Verified($"{commit.Abbreviated} was asked for on this host by 'reconciler rollback'."));
        }

        run.State = run.State with { Attempted = commit };
        var served = run.State.Published;

        // A signature says who made a commit, not that it is the newest: an old one can be played again.
        if (served is { } published && published != commit && mirror.IsAncestor(commit, published))
        {
            return Refuse(
                commit,
                isRewound: true,
                $"The branch was set back to {commit.Abbreviated}, behind {published.Abbreviated} which is served. Push a commit that reverts what came after, or run 'reconciler rollback {commit.Abbreviated}' on this host.");
        }

        var verdict = await verifier.VerifyAsync(served, commit, cancellationToken);
        return verdict.IsTrusted
            ? StageResult.Done(new RunFact.Verified(verdict.Text))
            : Refuse(commit, isRewound: false, $"{verdict.Text} This host serves signed commits only (repository.verify): sign it with 'git commit --amend -S' by a key that the host knows, or add the key there.");
    }

    private static StageResult Refuse(CommitId commit, bool isRewound, string message) => StageResult.End(
        RunOutcome.Rejected(ExitCode.Refused, commit, message, []), new RunFact.NotVerified(isRewound, message));
}
