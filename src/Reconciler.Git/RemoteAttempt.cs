using LibGit2Sharp;
using LibGit2Sharp.Handlers;
using Reconciler.Core.Sources;

namespace Reconciler.Git;

/// <summary>One conversation with a server: what it is shown, what it has to show, how it is cancelled, and what its failure means.</summary>
internal sealed class RemoteAttempt(RepositoryUrl url, GitCredentials credentials, SshProgram ssh, CancellationToken cancellationToken)
{
    private bool _credentialsAsked;
    private string? _certificateHost;
    private GitUnavailableException? _own;

    /// <summary>Runs a fetch or a push.</summary>
    /// <exception cref="GitUnavailableException">It failed.</exception>
    public void Run(Action conversation)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CredentialFiles.Check(url, credentials);
        ssh.Begin();
        var said = "";
        try
        {
            using (cancellationToken.Register(ssh.Stop))
            {
                conversation();
            }

            ssh.End();
        }
        catch (LibGit2SharpException e) when (e is not NonFastForwardException)
        {
            said = ssh.End();
            cancellationToken.ThrowIfCancellationRequested();
            throw _own ?? GitFailures.Translate(e, new FailureContext(url, said, _credentialsAsked, _certificateHost));
        }
        catch (NonFastForwardException)
        {
            ssh.End();
            throw;
        }
    }

    public FetchOptions ForFetch() => new()
    {
        Prune = true,
        TagFetchMode = TagFetchMode.None,
        CredentialsProvider = Provide,
        CertificateCheck = Check,
        OnProgress = _ => !cancellationToken.IsCancellationRequested,
        OnTransferProgress = _ => !cancellationToken.IsCancellationRequested,
    };

    public PushOptions ForPush(PushStatusErrorHandler onRefused) => new()
    {
        CredentialsProvider = Provide,
        CertificateCheck = Check,
        OnPushStatusError = onRefused,
        OnPushTransferProgress = (_, _, _) => !cancellationToken.IsCancellationRequested,
        OnPackBuilderProgress = (_, _, _) => !cancellationToken.IsCancellationRequested,
    };

    // libgit2 asks again, fifteen times, while the server says no.
    private UsernamePasswordCredentials Provide(string askedFor, string? userName, SupportedCredentialTypes types)
    {
        if (!Uri.TryCreate(askedFor, UriKind.Absolute, out var uri) || !string.Equals(uri.Host, url.Host, StringComparison.OrdinalIgnoreCase))
        {
            throw Remember(new GitUnavailableException(
                GitFailure.Redirected, $"The server {url.Host} leads to another host, which is not given the credentials: write the final address as url."));
        }

        var again = _credentialsAsked;
        _credentialsAsked = true;
        if (again)
        {
            throw new LibGit2SharpException("credentials refused");
        }

        return CredentialFiles.Read(userName, credentials) ?? throw Remember(new GitUnavailableException(
            GitFailure.AuthenticationFailed, $"The server {url.Host} asks for a password, and none is set: name a file as passwordFile under credentials."));
    }

    private bool Check(Certificate certificate, bool valid, string host)
    {
        var trusted = credentials.CaFile is { } caFile && certificate is CertificateX509 x509
            ? ServerCertificate.IsTrusted(x509.Certificate, host, caFile)
            : valid;
        _certificateHost = trusted ? null : host;
        return trusted;
    }

    // An exception does not pass through libgit2; it comes back as LibGit2Sharp's.
    private LibGit2SharpException Remember(GitUnavailableException own)
    {
        _own = own;
        return new LibGit2SharpException("refused");
    }
}
