using Reconciler.Core.Digests;

namespace Reconciler.Core.Reading;

/// <summary>The sites in which every rule of this program found nothing, by the digest of all their documents: a process that starts need not judge them again.</summary>
public interface IJudgedFleets
{
    /// <summary>Whether a site was judged and nothing was found. False where that is not known.</summary>
    bool IsFaultless(Digest specs);

    /// <summary>Remembers one, in place of the oldest.</summary>
    void AddFaultless(Digest specs);
}
