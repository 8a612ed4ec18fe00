using Reconciler.Core.Asterisk;
using Reconciler.Core.Phones;
using Reconciler.Host.Ami;
using Reconciler.Host.Pbx;

namespace Reconciler.Agent.Doctor.Checks;

/// <summary>Asterisk itself: it is reached, lets the agent in, and has every action that an activation takes.</summary>
internal sealed class AmiCheck : IHostCheck
{
    public string Name => "Asterisk";

    public async Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken)
    {
        if (host.Settings.Asterisk.Ami is not { } ami)
        {
            return new CheckReport(Name, [], "asterisk.ami is not set");
        }

        HostFinding[] inFile = AsteriskFilesOnDisk.TryFind(host, out _) is { } files ? [.. ManagerUser.Judge(host, files, ami)] : [];
        try
        {
            var endpoint = await AmiEndpoint.FromSecretFileAsync(ami.Host, ami.Port, ami.Username, ami.SecretFile, cancellationToken);
            await using var connection = await AmiConnection.ConnectAsync(endpoint, TimeProvider.System, cancellationToken);
            var missing = await FindMissingAsync(host, connection, endpoint, cancellationToken);
            return new CheckReport(Name, [.. Explain(inFile, missing)]);
        }
        catch (PbxUnavailableException exception)
        {
            return new CheckReport(Name, [.. Explain(inFile, [exception])]);
        }
    }

    /// <summary>A refusal of Asterisk's is told by the line of manager.conf that makes it do so, where one does.</summary>
    private static IEnumerable<HostFinding> Explain(HostFinding[] inFile, List<PbxUnavailableException> failures)
    {
        var isInFile = inFile.Any(finding => finding.Severity == FindingSeverity.Error);
        var others = failures.Where(failure => failure.Reason is PbxUnavailableReason.Missing or PbxUnavailableReason.Unreachable || !isInFile);
        return inFile.Where(finding => finding.Severity == FindingSeverity.Warning || failures.Count > 0).Concat(others.Select(Describe));
    }

    /// <summary>One of each module: what brings the first action brings the others.</summary>
    private static async Task<List<PbxUnavailableException>> FindMissingAsync(ExaminedHost host, AmiConnection connection, AmiEndpoint endpoint, CancellationToken cancellationToken)
    {
        var capabilities = await AmiProbe.AskAsync(connection, cancellationToken);
        var channel = AsteriskFilesOnDisk.TryFind(host, out _)?.Channel ?? AsteriskModule.Pjsip;
        var notify = host.Settings.Phones.Resync == ResyncMode.Notify;
        var needed = new[] { channel, AsteriskModule.Dialplan, AsteriskModule.Voicemail }.SelectMany(module => AmiActions.For(module, notify))
            .Concat(["Reload", "GetConfig"])
            .Where(action => !capabilities.Actions.Contains(action))
            .DistinctBy(action => AmiActions.NeedsOf(action) is var needs ? (needs.Module, needs.Class) : default);
        var missing = new List<PbxUnavailableException>();
        foreach (var action in needed)
        {
            if (await AmiProbe.ExplainAsync(connection, endpoint, action, cancellationToken) is { } unavailable)
            {
                missing.Add(unavailable);
            }
        }

        return missing;
    }

    private static HostFinding Describe(PbxUnavailableException exception) => HostFinding.OfSentence(
        exception.Message,
        "; ",
        exception.Reason == PbxUnavailableReason.Starting ? "Write read = system,security under the user in manager.conf, and run: asterisk -rx 'manager reload'" : "See Asterisk's log.");
}
