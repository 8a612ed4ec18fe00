using Reconciler.Git.Access;

namespace Reconciler.Git.Signatures;

/// <summary>SSH keys in a file of allowed signers, as <c>ssh-keygen -Y verify</c> reads it. A key counts while the file has it, and between its <c>valid-after</c> and <c>valid-before</c> today.</summary>
internal sealed class SshKeys(string allowedSigners, string folder) : ISignatureKeys
{
    public string Armour => "-----BEGIN SSH SIGNATURE-----";

    public async Task<SignatureCheck> CheckAsync(SignedCommit commit, CancellationToken cancellationToken)
    {
        var signature = Path.Combine(folder, "commit.sig");
        await File.WriteAllTextAsync(signature, commit.Signature, cancellationToken);
        var (found, principals) = await SignatureTool.Ssh.RunAsync(["-Y", "find-principals", "-s", signature, "-f", allowedSigners], default, cancellationToken);
        if (found != 0)
        {
            return SignatureCheck.No($"is signed with an SSH key that {allowedSigners} does not have, or not for today");
        }

        foreach (var principal in principals.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (verified, _) = await SignatureTool.Ssh.RunAsync(["-Y", "verify", "-f", allowedSigners, "-I", principal, "-n", "git", "-s", signature], commit.Content, cancellationToken);
            if (verified == 0)
            {
                return SignatureCheck.By(GitFailures.Scrub(principal));
            }
        }

        return SignatureCheck.No("has an SSH signature that is not of what the commit says, or not one for Git");
    }
}
