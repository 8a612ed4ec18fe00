using Reconciler.Git.Probes;
using Reconciler.Sites;

namespace Reconciler.Agent.Doctor.Checks;

/// <summary>The status branch's repository lets the agent in for writing. Nothing is written.</summary>
internal sealed class GitWriteCheck : IHostCheck
{
    public string Name => "Git, writing";

    public async Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken)
    {
        try
        {
            if (RepositorySetup.StatusRepository(host.Settings, host.Environment) is { } repository)
            {
                await RepositoryProbe.WriteAsync(repository, cancellationToken);
            }

            return new CheckReport(Name, []);
        }
        catch (Exception exception) when (RepositoryFinding.Of(exception, host.Settings.Status.Url ?? host.Settings.Repository.Url, "status") is { } finding)
        {
            return new CheckReport(Name, [finding]);
        }
    }
}
