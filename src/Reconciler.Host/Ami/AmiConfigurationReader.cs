using System.Collections.Frozen;
using Reconciler.Host.Pbx;

namespace Reconciler.Host.Ami;

/// <summary>
/// Reads the configuration of a running Asterisk. The answers hold passwords: they go to nobody but the caller. Asterisk says neither the line nor the included
/// file of a setting.
/// </summary>
public static class AmiConfigurationReader
{
    private static readonly string[] Names = ["pjsip.conf", "pjsip_wizard.conf", "sip.conf", "extensions.conf", "voicemail.conf"];

    /// <exception cref="PbxUnavailableException">Asterisk cannot be asked, or cannot parse one of its files.</exception>
    public static async Task<RunningConfiguration> ReadAsync(AmiEndpoint settings, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var session = await AmiSession.OpenAsync(settings, time, cancellationToken).ConfigureAwait(false);
        await session.RequireAsync(["GetConfig"], cancellationToken).ConfigureAwait(false);
        var files = new List<RunningFile>();
        foreach (var name in Names)
        {
            var answer = await session.AskAsync(new AmiRequest("GetConfig").With("Filename", name), cancellationToken).ConfigureAwait(false);
            if (answer.IsSuccess)
            {
                files.Add(new RunningFile(name, SectionsOf(answer)));
            }
            else if (!answer.Text.Contains("not found", StringComparison.OrdinalIgnoreCase))
            {
                throw new PbxUnavailableException(
                    PbxUnavailableReason.AdministratorFiles,
                    $"Asterisk at {settings.Address} cannot read its own {name} ({answer.Text}); Asterisk's log names the line.");
            }
        }

        return new RunningConfiguration(files, await DevicesAsync(session, cancellationToken).ConfigureAwait(false));
    }

    private static List<RunningSection> SectionsOf(AmiMessage answer)
    {
        var sections = new List<RunningSection>();
        var (lines, templates) = (new List<KeyValuePair<string, string>>(), new HashSet<int>());
        foreach (var (key, value) in answer.Headers)
        {
            if (key.StartsWith("Category-", StringComparison.OrdinalIgnoreCase))
            {
                lines = [];
                sections.Add(new RunningSection(value, lines));
            }
            else if (key.StartsWith("IsTemplate-", StringComparison.OrdinalIgnoreCase))
            {
                templates.Add(sections.Count - 1);
            }
            else if (key.StartsWith("Line-", StringComparison.OrdinalIgnoreCase) && value.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
            {
                lines.Add(new(value[..equals], value[(equals + 1)..]));
            }
        }

        return [.. sections.Where((_, index) => !templates.Contains(index))];
    }

    private static async Task<FrozenSet<string>> DevicesAsync(AmiSession session, CancellationToken cancellationToken)
    {
        var devices = new HashSet<string>(StringComparer.Ordinal);
        if (session.Capabilities.Actions.Contains("PJSIPShowEndpoints"))
        {
            var endpoints = await session.ListAsync(new AmiRequest("PJSIPShowEndpoints"), cancellationToken).ConfigureAwait(false);
            devices.UnionWith(endpoints.Where(e => e.Event == "EndpointList").Select(e => e["ObjectName"]));
        }

        if (session.Capabilities.Actions.Contains("SIPpeers"))
        {
            var peers = await session.ListAsync(new AmiRequest("SIPpeers"), cancellationToken).ConfigureAwait(false);
            devices.UnionWith(peers.Where(e => e.Event == "PeerEntry" && e["Dynamic"] == "yes").Select(e => e["ObjectName"]));
        }

        return devices.ToFrozenSet(StringComparer.Ordinal);
    }
}
