using Reconciler.Core.Digests;
using Reconciler.Core.Secrets;

namespace Reconciler.Reconciliation.Status;

/// <summary>
/// Inputs of the published files besides the commit, kept so that a later run can name what changed. Every digest is keyed: the state
/// reveals neither a key nor a value.
/// </summary>
/// <param name="MasterKey">See <see cref="Reconciler.Core.Secrets.MasterKey.Recognition"/>.</param>
/// <param name="Program">The build of this program.</param>
/// <param name="Secrets">The values from the environment and from files.</param>
/// <param name="PreviousMasterKey">Of the key whose passwords are valid too; null: there is none.</param>
public sealed record RenderingBasis(Digest MasterKey, string Program, IReadOnlyList<SecretPrint> Secrets, Digest? PreviousMasterKey = null)
{
    /// <summary>The build that runs.</summary>
    public static string ThisProgram { get; } = typeof(RenderingBasis).Module.ModuleVersionId.ToString();

    internal static RenderingBasis Of(MasterKey key, MasterKey? previousKey, ISecretSource secrets, IEnumerable<HostSecret> named) => new(
        key.Recognition,
        ThisProgram,
        [.. named.Select(secret => secret.ToReference()).Select(reference => new SecretPrint(reference.ToString(), secrets.Fingerprint(reference)))],
        previousKey?.Recognition);
}

/// <summary>A secret of the host by its reference, with a keyed digest of its value.</summary>
public sealed record SecretPrint(string Secret, Digest Print);
