using Reconciler.Testing;

namespace Reconciler.Acceptance.Packaging;

/// <summary>The role of packaging/ansible, by the real Ansible.</summary>
public sealed class AnsibleRoleTests(DebianPackages packages) : IClassFixture<DebianPackages>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Role_IsWrittenAsItShouldBe()
    {
        var judged = await Processes.RunAsync(
            Requires.Tool("ansible-lint"), ["--offline", "--nocolor", "--profile", "production"], new ProcessOptions { WorkingFolder = Checkout.PathOf("packaging", "ansible") }, Token);

        Assert.True(judged.ExitCode == 0, judged.Output + judged.Errors);
    }

    /// <summary>On a layer over this machine, by tests/long: it takes a minute. Else what Ansible itself says without a host.</summary>
    [Fact]
    public async Task SecondRun_ChangesNothing()
    {
        if (!Depth.IsLong)
        {
            await Processes.RunSuccessfullyAsync(Requires.Tool("ansible-playbook"), ["--syntax-check", "-i", "localhost,", Checkout.PathOf("packaging", "ansible", "site.yml")], Token);
            return;
        }

        await using var host = await BareDebian.MakeAsync("/");
        File.Copy(packages.Current, host.PathOf("/root/reconciler.deb"));
        await Processes.RunSuccessfullyAsync(Requires.Tool("cp"), ["-r", Checkout.PathOf("packaging", "ansible"), host.PathOf("/root/ansible")], Token);

        var first = await PlayAsync(host);
        var second = await PlayAsync(host);

        Assert.DoesNotContain("changed=0", first, StringComparison.Ordinal);
        Assert.Matches(@"changed=0 +unreachable=0 +failed=0", second);
        Assert.Contains("url: ssh://git@git.example.com/phones.git", await host.MustRunAsync("cat", "/etc/reconciler/agent.yaml"), StringComparison.Ordinal);
        Assert.Equal("root reconciler 640 /etc/reconciler/agent.yaml", await host.DescribeAsync("/etc/reconciler/agent.yaml"));
        Assert.True(Path.Exists(host.PathOf("/etc/systemd/system/multi-user.target.wants")));
    }

    /// <summary>No systemd runs there: units are enabled, and none is started.</summary>
    private static Task<string> PlayAsync(BareDebian host) => host.MustRunAsync(
        "env", "-C", "/root/ansible", "HOME=/root", "SYSTEMD_OFFLINE=1", "ANSIBLE_NOCOLOR=1", "/usr/bin/ansible-playbook", "-c", "local", "-i", "localhost,",
        "-e", "ansible_python_interpreter=/usr/bin/python3", "-e", "reconciler_deb=/root/reconciler.deb", "site.yml");
}
