using Reconciler.Cli.Usage;
using Reconciler.Sites;

namespace Reconciler.Cli.Inputs;

/// <summary>The phones of a host for commands that are about them.</summary>
internal static class SeenPhones
{
    /// <summary>A host without them is told so: exit code 2.</summary>
    public static SitePhones Of(SiteAgent agent)
    {
        var phones = agent.Phones ?? throw new UsageException("asterisk.ami is not set in the agent's file, so there is no Asterisk to see the phones by.");
        return phones.Book.IsMissing ? throw new UsageException("Nothing has been published yet, so there are no phones to ask about; run 'reconciler reconcile' first.") : phones;
    }
}
