using System.Globalization;

namespace Reconciler.Testing.Repositories;

/// <summary>A clone in which commits are signed by git itself, with keys that ssh-keygen and gpg made.</summary>
public sealed class Signers : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _clone;
    private int _commits;

    private Signers() => _clone = _folder.PathOf("clone");

    /// <summary>An allowed signers file, empty at first.</summary>
    public string AllowedSigners => _folder.PathOf("allowed_signers");

    /// <summary>The public OpenPGP keys that <see cref="ExportGpgAsync"/> wrote.</summary>
    public string GpgKeys => _folder.PathOf("keys.asc");

    public static async Task<Signers> CloneAsync(string repository, CancellationToken cancellationToken)
    {
        var signers = new Signers();
        await Processes.RunSuccessfullyAsync("git", ["clone", "--quiet", repository, signers._clone], cancellationToken);
        File.WriteAllText(signers.AllowedSigners, "");
        Directory.CreateDirectory(signers._folder.PathOf("gnupg"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return signers;
    }

    /// <summary>Makes an SSH key; it is allowed only by <see cref="Allow"/>.</summary>
    public async Task<string> SshKeyAsync(string name, CancellationToken cancellationToken)
    {
        var key = _folder.PathOf(name);
        await Processes.RunSuccessfullyAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", key], cancellationToken);
        return key;
    }

    /// <summary>Adds a key to the allowed signers: <c>anna@example.com namespaces="git" ssh-ed25519 ...</c>.</summary>
    public void Allow(string principal, string key, string options = "") =>
        File.AppendAllText(AllowedSigners, $"{principal} {options} {File.ReadAllText(key + ".pub")}");

    /// <summary>Makes an OpenPGP key and says its fingerprint.</summary>
    /// <param name="user">The user id.</param>
    /// <param name="expires">As gpg takes it: <c>never</c>, <c>seconds=1</c>.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<string> GpgKeyAsync(string user, string expires, CancellationToken cancellationToken)
    {
        await GpgAsync(["--quick-generate-key", user, "ed25519", "sign", expires], cancellationToken);
        var listed = await GpgAsync(["--with-colons", "--list-keys", user], cancellationToken);
        return listed.Split('\n').First(line => line.StartsWith("fpr:", StringComparison.Ordinal)).Split(':')[9];
    }

    /// <summary>Revokes a key by the certificate that gpg made with it.</summary>
    public async Task RevokeAsync(string fingerprint, CancellationToken cancellationToken)
    {
        var made = _folder.PathOf("gnupg", "openpgp-revocs.d", fingerprint + ".rev");
        File.WriteAllText(made, File.ReadAllText(made).Replace(":-----BEGIN", "-----BEGIN", StringComparison.Ordinal));
        await GpgAsync(["--import", made], cancellationToken);
    }

    public async Task ExportGpgAsync(CancellationToken cancellationToken) =>
        File.WriteAllText(GpgKeys, await GpgAsync(["--armor", "--export"], cancellationToken));

    /// <summary>Commits a change, signed with an SSH key where one is given, and pushes it. Says the commit's id.</summary>
    /// <param name="sshKey">The key; null: it is not signed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="message">The commit's message.</param>
    public Task<string> CommitAsync(string? sshKey, CancellationToken cancellationToken, string message = "change") => CommitAsync(
        sshKey is null ? ["commit", "--quiet", "--no-gpg-sign", "-m", message] : ["-c", "gpg.format=ssh", "-c", $"user.signingkey={sshKey}", "commit", "--quiet", "-S", "-m", message], cancellationToken);

    public Task<string> CommitByGpgAsync(string fingerprint, CancellationToken cancellationToken) =>
        CommitAsync(["-c", $"user.signingkey={fingerprint}!", "commit", "--quiet", "-S", "-m", "change"], cancellationToken);

    /// <summary>A file to be changed with the next commit.</summary>
    public void Write(string path, string text) => _folder.Write(Path.Combine("clone", path), text);

    /// <summary>Runs git in the clone.</summary>
    public async Task<string> GitAsync(IEnumerable<string> arguments, CancellationToken cancellationToken, string? input = null)
    {
        var script = input is null ? "exec git \"$@\"" : "printf %s \"$INPUT\" | git \"$@\"";
        var result = await Processes.RunAsync(
            "sh",
            ["-c", script, "git", "-C", _clone, "-c", "user.name=Anna", "-c", "user.email=anna@example.com", .. arguments],
            new ProcessOptions { Environment = new Dictionary<string, string?> { ["GNUPGHOME"] = _folder.PathOf("gnupg"), ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["INPUT"] = input } },
            cancellationToken);
        return result.ExitCode == 0 ? result.Output.Trim() : throw new InvalidOperationException(result.Errors);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<string> CommitAsync(IEnumerable<string> commit, CancellationToken cancellationToken)
    {
        File.WriteAllText(Path.Combine(_clone, "README.md"), $"change {(++_commits).ToString(CultureInfo.InvariantCulture)}\n");
        await GitAsync(["add", "--all"], cancellationToken);
        await GitAsync(commit, cancellationToken);
        await GitAsync(["push", "--quiet", "--force", "origin", "HEAD"], cancellationToken);
        return await GitAsync(["rev-parse", "HEAD"], cancellationToken);
    }

    private async Task<string> GpgAsync(IEnumerable<string> arguments, CancellationToken cancellationToken) => await Processes.RunSuccessfullyAsync(
        "gpg", ["--homedir", _folder.PathOf("gnupg"), "--batch", "--yes", "--quiet", "--passphrase", "", "--pinentry-mode", "loopback", .. arguments], cancellationToken);
}
