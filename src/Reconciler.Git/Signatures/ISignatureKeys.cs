namespace Reconciler.Git.Signatures;

/// <summary>Keys of one kind that commits may be signed with, while one verification goes on.</summary>
internal interface ISignatureKeys
{
    /// <summary>The line that a signature of this kind begins with.</summary>
    string Armour { get; }

    /// <summary>Who made the commit's signature; or why it does not count, half a sentence.</summary>
    Task<SignatureCheck> CheckAsync(SignedCommit commit, CancellationToken cancellationToken);
}

/// <summary>One signature, judged.</summary>
/// <param name="Signer">The name of the key's owner in the host's file; null: it does not count.</param>
/// <param name="Problem">Why it does not, half a sentence after the commit's id.</param>
internal sealed record SignatureCheck(string? Signer, string Problem)
{
    public static SignatureCheck By(string signer) => new(signer, "");

    public static SignatureCheck No(string problem) => new(null, problem);
}
