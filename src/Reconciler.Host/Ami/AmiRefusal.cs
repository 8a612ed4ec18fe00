using System.Collections.Frozen;
using Reconciler.Host.Pbx;

namespace Reconciler.Host.Ami;

/// <summary>
/// Finds out why Asterisk has no such action, or not for this user. A module registers its functions once it starts: another one that knows the same may have
/// come first, or have taken them away with itself when it gave up, while the first goes on to be called running.
/// </summary>
internal static class AmiRefusal
{
    /// <summary>Modules that register the same functions; of each group Asterisk can have one.</summary>
    private static readonly FrozenDictionary<string, string[]> Rivals = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["app_voicemail"] = ["app_voicemail_odbc", "app_voicemail_imap"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The exception that an answer calls for that says "Permission denied" or "Invalid/unknown command"; else null.</summary>
    public static async Task<PbxUnavailableException?> ExplainAsync(
        AmiConnection connection, AmiEndpoint settings, string action, AmiMessage answer, CancellationToken cancellationToken)
    {
        var needs = AmiActions.NeedsOf(action);
        if (answer.Text.StartsWith("Permission denied", StringComparison.OrdinalIgnoreCase))
        {
            return new PbxUnavailableException(
                PbxUnavailableReason.Refused,
                $"The AMI user \"{settings.Username}\" may not use {action}; add \"{needs.Class}\" to its \"write\" line in manager.conf and run \"manager reload\".");
        }

        if (!answer.Text.StartsWith("Invalid/unknown command", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var why = await InTheWayAsync(connection, needs.Module, cancellationToken).ConfigureAwait(false)
            ?? (await IsLoadedAsync(connection, needs.Module, cancellationToken).ConfigureAwait(false)
                ? $"because {needs.Module} did not start, or another module has taken its functions; {needs.Remedy}, and see Asterisk's log for its start"
                : $"because {needs.Module} is not loaded; {needs.Remedy}");
        return new PbxUnavailableException(PbxUnavailableReason.Missing, $"Asterisk at {settings.Address} has no AMI action {action}, {why}.");
    }

    private static async Task<string?> InTheWayAsync(AmiConnection connection, string module, CancellationToken cancellationToken)
    {
        foreach (var rival in Rivals.GetValueOrDefault(module) ?? [])
        {
            if (await IsLoadedAsync(connection, rival, cancellationToken).ConfigureAwait(false))
            {
                return $"because {rival} has registered over {module}; add the line \"noload => {rival}.so\" to modules.conf, see that {module}.so is loaded, and restart Asterisk";
            }
        }

        return null;
    }

    private static async Task<bool> IsLoadedAsync(AmiConnection connection, string module, CancellationToken cancellationToken) =>
        (await connection.SendAsync(new AmiRequest("ModuleCheck").With("Module", module), cancellationToken).ConfigureAwait(false)).IsSuccess;
}
