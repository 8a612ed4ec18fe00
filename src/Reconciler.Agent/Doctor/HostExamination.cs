using System.Collections.Immutable;
using Reconciler.Agent.Doctor.Checks;
using Reconciler.Host.Disk;

namespace Reconciler.Agent.Doctor;

/// <summary>Tries all that a host needs, one check after the other; none of them changes anything, and none stops the others.</summary>
public static class HostExamination
{
    /// <summary>In the order in which a person would mend what they find.</summary>
    private static readonly ImmutableArray<IHostCheck> Checks =
    [
        new SignatureKeysCheck(),
        new GroupCheck(),
        new MasterKeyCheck(),
        new CredentialFilesCheck(),
        new StateDirectoryCheck(),
        new ServedDirectoryCheck(),
        new AsteriskDirectoryCheck(),
        new DhcpCheck(),
        new DiskSpaceCheck(),
        new ClockCheck(),
        new IncludeLinesCheck(),
        new TransportCheck(),
        new AmiCheck(),
        new PortsCheck(),
        new HttpsCheck(),
        new FetchCheck(),
        new ClearTextCheck(),
        new GitReadCheck(),
        new GitWriteCheck(),
    ];

    public static async Task<ImmutableArray<CheckReport>> RunAsync(ExaminedHost host, CancellationToken cancellationToken)
    {
        var reports = ImmutableArray.CreateBuilder<CheckReport>(Checks.Length);
        foreach (var check in Checks)
        {
            reports.Add(await ExamineAsync(check, host, cancellationToken));
        }

        return reports.MoveToImmutable();
    }

    /// <summary>Mends what may be mended unasked, and says what it did or why it could not.</summary>
    public static IEnumerable<string> Repair(IEnumerable<CheckReport> reports)
    {
        ArgumentNullException.ThrowIfNull(reports);
        foreach (var finding in reports.SelectMany(report => report.Findings).Where(finding => finding.IsRepairable))
        {
            yield return Repair(finding);
        }
    }

    private static string Repair(HostFinding finding)
    {
        try
        {
            finding.Repair!();
            return $"mended: {finding.Problem}";
        }
        catch (Exception exception) when (exception is PublishFailedException or IOException or UnauthorizedAccessException)
        {
            return $"not mended: {finding.Problem} {exception.Message}";
        }
    }

    private static async Task<CheckReport> ExamineAsync(IHostCheck check, ExaminedHost host, CancellationToken cancellationToken)
    {
        try
        {
            return await check.ExamineAsync(host, cancellationToken);
        }
        catch (PublishFailedException exception)
        {
            return new CheckReport(check.Name, [HostFinding.OfSentence(exception.Message, "; ", "Run 'reconciler doctor' as root.")]);
        }
        catch (UnauthorizedAccessException exception)
        {
            return new CheckReport(check.Name, [], $"{exception.Message.TrimEnd('.')}; run it as root");
        }
    }
}
