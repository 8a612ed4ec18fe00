using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Secrets;
using Reconciler.Host.Publishing;

namespace Reconciler.Agent.Serving;

/// <summary>The key files of phones whose profile is fetched with a key, made when they are asked for.</summary>
/// <param name="served">Where the profiles are live.</param>
/// <param name="secrets">The secrets of the published site; null: nothing is published yet.</param>
public sealed class ProfileKeyFiles(GenerationStore served, Func<ISecretSource?> secrets)
{
    /// <summary>Null: there is no such profile, or it is fetched without a key.</summary>
    public byte[]? Find(string profile, MacAddress mac) =>
        served.ReadPublished(profile) is { } file && secrets() is { } source ? KeyFile.Render(file, mac, source) : null;
}
