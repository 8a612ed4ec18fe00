using System.Net;
using Reconciler.Core.Sources;

namespace Reconciler.Git.Access;

/// <summary>Reads credential files, anew at each attempt, and says which one is of no use.</summary>
internal static class CredentialFiles
{
    private const long MaximumBytes = 64 << 10;

    /// <summary>Before the server is asked: a missing key file would only be told as a refusal by the server.</summary>
    public static void Check(RepositoryUrl url, GitCredentials credentials)
    {
        if (url.Transport == RepositoryTransport.Ssh)
        {
            if (credentials.SshKeyFile is { } key && SshKeyFile.Objection(MustRead(key, "sshKeyFile")!) is { } why)
            {
                throw Unusable(key, "sshKeyFile", why);
            }

            MustRead(credentials.KnownHostsFile, "knownHostsFile");
        }
        else if (url.Transport is RepositoryTransport.Https or RepositoryTransport.Http)
        {
            MustRead(credentials.UsernameFile, "usernameFile");
            MustRead(credentials.PasswordFile, "passwordFile");
            if (credentials.CaFile is { } caFile && !ServerCertificate.IsUsable(caFile))
            {
                throw Unusable(caFile, "caFile", "cannot be read or holds no certificate in PEM.");
            }
        }
    }

    /// <summary>User name and password; null: there is neither a password file nor a token.</summary>
    public static NetworkCredential? Read(GitCredentials credentials)
    {
        var password = credentials.PasswordFile is { } file ? MustRead(file, "passwordFile")!.TrimEnd('\r', '\n') : credentials.Token?.Open();
        if (password is null)
        {
            return null;
        }

        var userName = credentials.UsernameFile is { } nameFile ? MustRead(nameFile, "usernameFile")!.TrimEnd('\r', '\n') : null;
        return new NetworkCredential(string.IsNullOrEmpty(userName) ? "git" : userName, password);
    }

    private static string? MustRead(string? file, string key)
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            var info = new FileInfo(file);
            if (info.Exists && info.Length > MaximumBytes)
            {
                throw Unusable(file, key, "is larger than a credential can be.");
            }

            var text = File.ReadAllText(file);
            return text.TrimEnd('\r', '\n').Length > 0 ? text : throw Unusable(file, key, "is empty.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Unusable(file, key, "does not exist.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(file, key, "cannot be read by this user.");
        }
    }

    private static GitUnavailableException Unusable(string file, string key, string why) =>
        new(GitFailure.BadCredentialFile, $"The file {file}, named as {key} under credentials, {why}");
}
