using Reconciler.Core.Secrets;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Sites;

/// <summary>Settings that the agent's file may hold and this version cannot keep: refused rather than ignored, since each is a promise.</summary>
internal static class Unsupported
{
    public static void Refuse(AgentSettings settings)
    {
        if (settings.Repository.Verify.Mode != VerifyMode.None)
        {
            throw new HostConfigurationException("repository.verify.mode is not 'none', and this version cannot check signatures; set it to none, or protect the branch at the forge.");
        }
    }
}
