using Reconciler.Core.Asterisk;

namespace Reconciler.Agent.Doctor.Checks;

/// <summary>Transports stay the administrator's, and without one no phone registers.</summary>
internal sealed class TransportCheck : IHostCheck
{
    public string Name => "transports";

    public Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken)
    {
        if (AsteriskFilesOnDisk.TryFind(host, out var notTried) is not { } files)
        {
            return Task.FromResult(new CheckReport(Name, [], notTried));
        }

        if (files.Channel != AsteriskModule.Pjsip || files.Reader.Read(AsteriskModule.Pjsip.File).Any(line => line.Setting is ("type", "transport")))
        {
            return Task.FromResult(new CheckReport(Name, []));
        }

        var path = files.Reader.PathOf(AsteriskModule.Pjsip.File);
        return Task.FromResult(new CheckReport(
            Name,
            [
                HostFinding.Error(
                    $"{path} has no transport, so that no phone can register.",
                    $"printf '[transport-udp]\\ntype = transport\\nprotocol = udp\\nbind = 0.0.0.0\\n' >> {ShellText.Quote(path)}, then restart Asterisk"),
            ]));
    }
}
