using Reconciler.Core.Secrets;
using Reconciler.Git.Access;

namespace Reconciler.Git.Signatures;

/// <summary>OpenPGP keys of one file, in a keyring of their own: neither a user's keyring nor a key server is asked.</summary>
internal sealed class GpgKeys : ISignatureKeys
{
    private const string Prefix = "[GNUPG:] ";

    // doc/DETAILS of GnuPG: what a signature comes to beside GOODSIG.
    private static readonly Dictionary<string, string> Problems = new(StringComparer.Ordinal)
    {
        ["BADSIG"] = "has an OpenPGP signature that is not of what the commit says",
        ["ERRSIG"] = "is signed with an OpenPGP key that the host's file does not have",
        ["EXPSIG"] = "has an OpenPGP signature that has expired",
        ["EXPKEYSIG"] = "is signed with an OpenPGP key that has expired",
        ["REVKEYSIG"] = "is signed with an OpenPGP key that was revoked",
    };

    private readonly string _home;
    private readonly string _folder;

    private GpgKeys(string folder)
    {
        _folder = folder;
        _home = Path.Combine(folder, "gnupg");
    }

    public string Armour => "-----BEGIN PGP SIGNATURE-----";

    /// <summary>Reads the keys.</summary>
    /// <exception cref="HostConfigurationException">The file holds none.</exception>
    public static async Task<GpgKeys> OpenAsync(string keys, string folder, CancellationToken cancellationToken)
    {
        var opened = new GpgKeys(folder);
        Directory.CreateDirectory(opened._home, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var (code, _) = await SignatureTool.Gpg.RunAsync([.. opened.Common, "--import", keys], default, cancellationToken);
        return code == 0
            ? opened
            : throw new HostConfigurationException($"repository.verify.gpgKeys: {keys} holds no OpenPGP keys that gpg can read; write them with 'gpg --export --armor'.");
    }

    public async Task<SignatureCheck> CheckAsync(SignedCommit commit, CancellationToken cancellationToken)
    {
        var signature = Path.Combine(_folder, "commit.asc");
        await File.WriteAllTextAsync(signature, commit.Signature, cancellationToken);
        var (code, output) = await SignatureTool.Gpg.RunAsync([.. Common, "--status-fd", "1", "--verify", signature, "-"], commit.Content, cancellationToken);
        var said = output.Split('\n').Where(line => line.StartsWith(Prefix, StringComparison.Ordinal)).Select(line => line[Prefix.Length..]).ToList();
        var words = said.ConvertAll(line => line.Split(' ')[0]);
        if (words.Find(Problems.ContainsKey) is { } word)
        {
            return SignatureCheck.No(Problems[word]);
        }

        return code == 0 && words.Count(w => w == "NEWSIG") == 1 && words.Contains("VALIDSIG") && said.Find(line => line.StartsWith("GOODSIG ", StringComparison.Ordinal)) is { } good
            ? SignatureCheck.By(GitFailures.Scrub(string.Join(' ', good.Split(' ').Skip(2))))
            : SignatureCheck.No("has an OpenPGP signature that gpg cannot judge");
    }

    private string[] Common => ["--homedir", _home, "--batch", "--no-tty", "--no-autostart", "--no-auto-key-retrieve", "--trust-model", "always"];
}
