namespace Reconciler.Acceptance.Packaging;

/// <summary>The package on a bare Debian: installed without a question, upgraded and removed without a loss, purged without a rest.</summary>
public sealed class DebianPackageTests(DebianPackages packages) : IClassFixture<DebianPackages>
{
    private const string AgentFile = "/etc/reconciler/agent.yaml";

    [Fact]
    public async Task Install_MakesWhatTheAgentNeeds()
    {
        await using var debian = await BareDebian.MakeAsync();

        await debian.InstallAsync(packages.Current);

        Assert.Equal("", await debian.MustRunAsync("dpkg", "--audit"));
        Assert.All(
            ["/usr/share/reconciler/monitoring/alerts.yml", "/usr/share/reconciler/monitoring/dashboard.json", "/usr/share/zsh/vendor-completions/_reconciler", "/usr/share/fish/vendor_completions.d/reconciler.fish"],
            path => Assert.True(File.Exists(debian.PathOf(path)), path));
        Assert.Contains("asterisk", await debian.MustRunAsync("id", "-Gn", "reconciler"), StringComparison.Ordinal);
        Assert.StartsWith(DebianPackages.Version, await debian.MustRunAsync("reconciler", "--version"), StringComparison.Ordinal);
        Assert.Equal(
            [
                "reconciler reconciler 700 /var/lib/reconciler",
                "root reconciler 750 /etc/reconciler",
                "root root 644 /etc/reconciler/agent.yaml",
                "reconciler reconciler 600 /etc/reconciler/master.key",
                "reconciler reconciler 600 /etc/reconciler/ami.secret",
                "reconciler reconciler 700 /etc/reconciler/secrets",
                "reconciler asterisk 750 /etc/asterisk/reconciler",
                "reconciler reconciler 755 /srv/tftp",
                "root root 755 /",
            ],
            [
                await debian.DescribeAsync("/var/lib/reconciler"),
                await debian.DescribeAsync("/etc/reconciler"),
                await debian.DescribeAsync(AgentFile),
                await debian.DescribeAsync("/etc/reconciler/master.key"),
                await debian.DescribeAsync("/etc/reconciler/ami.secret"),
                await debian.DescribeAsync("/etc/reconciler/secrets"),
                await debian.DescribeAsync("/etc/asterisk/reconciler"),
                await debian.DescribeAsync("/srv/tftp"),
                await debian.DescribeAsync("/"),
            ]);
    }

    [Fact]
    public async Task DoctorOnAFreshHost_MendsWhatItMay_AndNamesTheRest()
    {
        await using var debian = await BareDebian.MakeAsync();
        await debian.InstallAsync(packages.Current);
        var pjsip = await File.ReadAllTextAsync(debian.PathOf("/etc/asterisk/pjsip.conf"), TestContext.Current.CancellationToken);

        var first = await debian.RunAsync("reconciler", "doctor", "--format", "json");
        var mended = await debian.RunAsync("reconciler", "doctor", "--fix", "--format", "json");

        Assert.Equal((10, 10), (first.ExitCode, mended.ExitCode));
        Assert.All(["pjsip.conf", "extensions.conf", "voicemail.conf"], name => Assert.Contains($"echo '#tryinclude reconciler/current/{name}' >> /etc/asterisk/{name}", first.Output, StringComparison.Ordinal));
        Assert.Contains("has no user [reconciler]", first.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("echo '#tryinclude", mended.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\"problem\": \"/etc/asterisk/manager.conf has no user", mended.Output, StringComparison.Ordinal);
        Assert.Contains("has no transport", mended.Output, StringComparison.Ordinal);
        Assert.Contains("known_hosts (repository.credentials.knownHostsFile) does not exist", mended.Output, StringComparison.Ordinal);
        Assert.Equal("root asterisk 640 /etc/asterisk/manager.d/reconciler.conf", await debian.DescribeAsync("/etc/asterisk/manager.d/reconciler.conf"));
        Assert.Equal("asterisk asterisk 640 /etc/asterisk/pjsip.conf", await debian.DescribeAsync("/etc/asterisk/pjsip.conf"));
        Assert.Equal(pjsip, await File.ReadAllTextAsync(debian.PathOf("/etc/asterisk/pjsip.conf.before-reconciler"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Upgrade_KeepsStateKeysAndTheAgentFile()
    {
        await using var debian = await BareDebian.MakeAsync();
        await debian.InstallAsync(packages.Older);
        await File.AppendAllTextAsync(debian.PathOf(AgentFile), "# mine\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(debian.PathOf("/var/lib/reconciler/state.json"), "{}", TestContext.Current.CancellationToken);
        var key = await File.ReadAllBytesAsync(debian.PathOf("/etc/reconciler/master.key"), TestContext.Current.CancellationToken);

        await debian.InstallAsync(packages.Current);

        Assert.Equal($"ii  {DebianPackages.Version}", await debian.MustRunAsync("dpkg-query", "-W", "-f", "${db:Status-Abbrev} ${Version}", "reconciler"));
        Assert.EndsWith("# mine\n", await File.ReadAllTextAsync(debian.PathOf(AgentFile), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(File.Exists(debian.PathOf("/var/lib/reconciler/state.json")));
        Assert.Equal(key, await File.ReadAllBytesAsync(debian.PathOf("/etc/reconciler/master.key"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Removal_KeepsState_AndPurgingTakesIt()
    {
        await using var debian = await BareDebian.MakeAsync();
        await debian.InstallAsync(packages.Current);
        await File.WriteAllTextAsync(debian.PathOf("/var/lib/reconciler/state.json"), "{}", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(debian.PathOf("/srv/tftp/spa504G.cfg"), "<flat-profile/>", TestContext.Current.CancellationToken);

        await debian.MustRunAsync("dpkg", "-r", "reconciler");

        Assert.False(File.Exists(debian.PathOf("/usr/bin/reconciler")));
        Assert.All(["/var/lib/reconciler/state.json", "/etc/reconciler/master.key", AgentFile], path => Assert.True(File.Exists(debian.PathOf(path)), path));

        await debian.MustRunAsync("dpkg", "-P", "reconciler");

        Assert.All(["/var/lib/reconciler", "/etc/reconciler", "/etc/asterisk/reconciler", "/usr/lib/reconciler"], path => Assert.False(Directory.Exists(debian.PathOf(path)), path));
        // Phones go on with what they are served.
        Assert.True(File.Exists(debian.PathOf("/srv/tftp/spa504G.cfg")));
    }
}
