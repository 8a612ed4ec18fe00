namespace Reconciler.Core.Sources;

/// <summary>Judges whether commits are signed as the host requires.</summary>
public interface ICommitVerifier
{
    /// <summary>Judges a commit that is to be served.</summary>
    /// <param name="since">The commit that is served; null: none is.</param>
    /// <param name="head">The commit.</param>
    /// <param name="cancellationToken">Stops between two signatures.</param>
    Task<SignatureVerdict> VerifyAsync(CommitId? since, CommitId head, CancellationToken cancellationToken);
}

/// <summary>Whether commits are signed as required.</summary>
/// <param name="IsTrusted">They are.</param>
/// <param name="Text">Who signed, or which commit is at fault and why; one sentence.</param>
public sealed record SignatureVerdict(bool IsTrusted, string Text);
