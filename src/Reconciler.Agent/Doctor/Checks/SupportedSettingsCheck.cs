using Reconciler.Core.Secrets;
using Reconciler.Sites;

namespace Reconciler.Agent.Doctor.Checks;

/// <summary>Keys of the agent's file that the schema has and this version refuses to start with.</summary>
internal sealed class SupportedSettingsCheck : IHostCheck
{
    public string Name => "agent's file";

    public Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken)
    {
        try
        {
            Unsupported.Refuse(host.Settings);
            return Task.FromResult(new CheckReport(Name, []));
        }
        catch (HostConfigurationException exception)
        {
            return Task.FromResult(new CheckReport(Name, [HostFinding.OfSentence(exception.Message, "; ", "Take the key out of the agent's file.")]));
        }
    }
}
