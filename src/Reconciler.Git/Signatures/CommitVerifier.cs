using System.Collections.Immutable;
using Reconciler.Core.Secrets;
using Reconciler.Core.Sources;
using Reconciler.Git.Objects;

namespace Reconciler.Git.Signatures;

/// <summary>Judges commits by their SSH and OpenPGP signatures. The keys are the host's: read at each look, so that a key that is taken away counts no longer.</summary>
public sealed class CommitVerifier(CommitVerifierSettings settings, IGitMirror mirror) : ICommitVerifier
{
    private const int MostCommits = 10_000;
    private const int StoredCommit = 1;

    public async Task<SignatureVerdict> VerifyAsync(CommitId? since, CommitId head, CancellationToken cancellationToken)
    {
        var commits = CommitsOf(since, head);
        if (commits.Length >= MostCommits)
        {
            return new SignatureVerdict(false, $"More than {MostCommits:N0} commits came since {since?.Abbreviated}, which is more than are checked at once; set repository.verify.mode to head for one run.");
        }

        var folder = Directory.CreateTempSubdirectory("reconciler-verify-");
        try
        {
            return await VerifyAsync(commits, folder.FullName, cancellationToken);
        }
        catch (IOException exception)
        {
            throw new HostConfigurationException($"No signature can be checked: {exception.Message}", exception);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Where nothing is served yet, the history before the host was set up is not this host's to judge.
    private ImmutableArray<CommitId> CommitsOf(CommitId? since, CommitId head) => settings.Every && since is { } from && from != head && mirror.Contains(from)
        ? [.. mirror.CommitsBetween(from, head, MostCommits).Select(c => c.Id).Append(head).Distinct()]
        : [head];

    private async Task<SignatureVerdict> VerifyAsync(ImmutableArray<CommitId> commits, string folder, CancellationToken cancellationToken)
    {
        var kinds = await KeysAsync(folder, cancellationToken);
        var signers = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var commit in Read(commits))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var check = await CheckAsync(commit, kinds, cancellationToken);
            if (check.Signer is not { } signer)
            {
                return new SignatureVerdict(false, $"Commit {commit.Id.Abbreviated} {check.Problem}.");
            }

            signers.Add(signer);
        }

        var what = commits.Length == 1 ? $"{commits[0].Abbreviated} is" : $"{commits.Length} commits are";
        return new SignatureVerdict(true, $"{what} signed by {string.Join(", ", signers)}.");
    }

    private static async Task<SignatureCheck> CheckAsync(SignedCommit commit, List<ISignatureKeys> kinds, CancellationToken cancellationToken)
    {
        if (commit.Signature is not { } signature)
        {
            return SignatureCheck.No("has no signature, or more than one");
        }

        return kinds.Find(k => signature.StartsWith(k.Armour, StringComparison.Ordinal)) is { } keys
            ? await keys.CheckAsync(commit, cancellationToken)
            : SignatureCheck.No("is signed in a way for which this host names no keys");
    }

    private async Task<List<ISignatureKeys>> KeysAsync(string folder, CancellationToken cancellationToken)
    {
        var kinds = new List<ISignatureKeys>();
        if (settings.AllowedSigners is { } signers)
        {
            kinds.Add(new SshKeys(Existing(signers, "allowedSigners"), folder));
        }

        if (settings.GpgKeys is { } keys)
        {
            kinds.Add(await GpgKeys.OpenAsync(Existing(keys, "gpgKeys"), folder, cancellationToken));
        }

        return kinds;
    }

    private static string Existing(string path, string key) => File.Exists(path)
        ? path
        : throw new HostConfigurationException($"repository.verify.{key}: there is no file {path}, and without its keys no commit can be accepted; put it there.");

    private List<SignedCommit> Read(ImmutableArray<CommitId> commits)
    {
        var objects = LibGit2.OpenObjects(Path.Combine(settings.MirrorDirectory, "objects"));
        if (objects == 0)
        {
            throw new GitUnavailableException(GitFailure.MirrorDamaged, $"The mirror {settings.MirrorDirectory} cannot be read, so no signature can be checked; it is made anew at the next fetch.");
        }

        try
        {
            return [.. commits.Select(commit => LibGit2.Read(objects, Convert.FromHexString(commit.ToString())) is (StoredCommit, var stored)
                ? SignedCommit.Parse(commit, stored)
                : throw new GitUnavailableException(GitFailure.MirrorDamaged, $"The mirror {settings.MirrorDirectory} lacks commit {commit.Abbreviated}; it is made anew at the next fetch."))];
        }
        finally
        {
            LibGit2.CloseObjects(objects);
        }
    }
}
