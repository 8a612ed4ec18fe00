using Reconciler.Host.Disk;

namespace Reconciler.Agent.Doctor.Checks;

/// <summary>The groups that published files are given to: a user can give a file only to a group that he is in.</summary>
internal sealed class GroupCheck : IHostCheck
{
    public string Name => "groups";

    public Task<CheckReport> ExamineAsync(ExaminedHost host, CancellationToken cancellationToken)
    {
        var named = new[] { ("asterisk.group", host.Settings.Asterisk.Group), ("served.group", host.Settings.Served.Group) };
        return Task.FromResult(new CheckReport(Name, [.. named.Where(n => n.Item2 is not null).Select(n => Judge(n.Item1, n.Item2!, host.User)).OfType<HostFinding>()]));
    }

    private static HostFinding? Judge(string key, string group, SystemUser user)
    {
        if (LibC.FindGroup(group) is not { } id)
        {
            return HostFinding.Error($"The group '{group}', named as {key}, does not exist on this host.", $"Correct {key} in the agent's file, or run: groupadd --system {ShellText.Quote(group)}");
        }

        return user.IsIn(id)
            ? null
            : HostFinding.Error($"The user {user.Name} is not in the group '{group}', named as {key}, and so cannot give files to it.", $"usermod -aG {ShellText.Quote(group)} {ShellText.Quote(user.Name)}");
    }
}
