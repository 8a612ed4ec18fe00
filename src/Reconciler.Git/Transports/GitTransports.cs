using LibGit2Sharp;
using Reconciler.Git.Access;

namespace Reconciler.Git.Transports;

/// <summary>
/// Puts our own transports in the place of libgit2's, once in a process: those have no deadline, follow redirects to other hosts for a push, know no proxy for plain
/// http, leave zombies of ssh, and say little of why they failed.
/// </summary>
internal static class GitTransports
{
    private static readonly Lazy<bool> Installed = new(Install);

    public static void Use()
    {
        OwnConfiguration.Use();
        _ = Installed.Value;
    }

    private static bool Install()
    {
        _ = GlobalSettings.RegisterSmartSubtransport<HttpTransport>("http");
        _ = GlobalSettings.RegisterSmartSubtransport<HttpTransport>("https");
        _ = GlobalSettings.RegisterSmartSubtransport<GitProtocolTransport>("git");
        _ = GlobalSettings.RegisterSmartSubtransport<SshTransport>("ssh");
        return true;
    }
}
