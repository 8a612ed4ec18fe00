namespace Reconciler.Git.Signatures;

/// <summary>Which commits must be signed, and by whom.</summary>
public sealed record CommitVerifierSettings
{
    /// <summary>The mirror that the commits are read from.</summary>
    public required string MirrorDirectory { get; init; }

    /// <summary>True: every commit since the one that is served, those of merged branches too; false: the newest alone.</summary>
    public required bool Every { get; init; }

    /// <summary>SSH keys, in the form of ssh-keygen's allowed signers; null: none.</summary>
    public string? AllowedSigners { get; init; }

    /// <summary>OpenPGP keys; null: none.</summary>
    public string? GpgKeys { get; init; }
}
