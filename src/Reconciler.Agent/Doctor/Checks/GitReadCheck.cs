using Reconciler.Git.Probes;
using Reconciler.Sites;

namespace Reconciler.Agent.Doctor.Checks;

/// <summary>The repository is reached, lets the agent read, and has what is watched.</summary>
internal sealed class GitReadCheck : IHostCheck
{
    public string Name => "Git, reading";

    public async Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken)
    {
        try
        {
            await RepositoryProbe.ReadAsync(RepositorySetup.Mirror(host.Settings, host.Environment), cancellationToken);
            return new CheckReport(Name, []);
        }
        catch (Exception exception) when (RepositoryFinding.Of(exception, host.Settings.Repository.Url, "repository") is { } finding)
        {
            return new CheckReport(Name, [finding]);
        }
    }
}
