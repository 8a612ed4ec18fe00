using LibGit2Sharp;

namespace Reconciler.Git.Access;

/// <summary>
/// No configuration of the system's or a user's is read: an <c>insteadOf</c>, a proxy or a key that somebody set for himself would decide whom the agent asks, and
/// a home that cannot be read would stop it.
/// </summary>
internal static class OwnConfiguration
{
    public static void Use()
    {
        foreach (var level in new[] { ConfigurationLevel.System, ConfigurationLevel.Global, ConfigurationLevel.Xdg, ConfigurationLevel.ProgramData })
        {
            GlobalSettings.SetConfigSearchPaths(level, []);
        }

        // Whose repositories are trusted stood in there too. The agent's file names the repository, and nothing that is in one is ever run.
        GlobalSettings.SetOwnerValidation(false);
    }
}
