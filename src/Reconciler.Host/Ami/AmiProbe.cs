using System.Collections.Frozen;
using Reconciler.Host.Pbx;

namespace Reconciler.Host.Ami;

/// <summary>Asks a new connection what this Asterisk can do.</summary>
internal static class AmiProbe
{
    public static async Task<PbxCapabilities> AskAsync(AmiConnection connection, CancellationToken cancellationToken)
    {
        var commands = connection.SendAsync(new AmiRequest("ListCommands"), cancellationToken);
        var settings = await connection.SendAsync(new AmiRequest("CoreSettings"), cancellationToken).ConfigureAwait(false);
        return new PbxCapabilities
        {
            Version = settings.Find("AsteriskVersion") ?? $"(AMI {connection.AmiVersion})",
            RunUser = settings["CoreRunUser"],
            Actions = (await commands.ConfigureAwait(false)).Headers.Select(h => h.Key).ToFrozenSet(StringComparer.OrdinalIgnoreCase),
        };
    }

    /// <summary>Why the list lacks an action: it leaves out both what does not exist and what the user may not do. The answer to the action itself tells.</summary>
    public static async Task<PbxUnavailableException?> ExplainAsync(
        AmiConnection connection, AmiEndpoint settings, string action, CancellationToken cancellationToken)
    {
        // An action that is not listed is refused before it is looked at, and with a module of no name even Reload would do nothing.
        var request = new AmiRequest(action).With("Module", "reconciler-probe");
        var answer = await connection.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await AmiRefusal.ExplainAsync(connection, settings, action, answer, cancellationToken).ConfigureAwait(false);
    }
}
