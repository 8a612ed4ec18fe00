using System.Globalization;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;

namespace Reconciler.Acceptance.Doctor;

/// <summary>Hosts whose real Asterisk 22 does not let the agent work: out of reach, a wrong login, missing rights, modules in the way.</summary>
public sealed class BrokenAsteriskTests(BrokenAsteriskTests.Bench bench) : IClassFixture<BrokenAsteriskTests.Bench>
{
    private static string Manager(AsteriskRig rig) => string.Create(CultureInfo.InvariantCulture, $"""
        [general]
        enabled = yes
        bindaddr = 127.0.0.1
        port = {rig.AmiPort}
        [reconciler]
        secret = {AsteriskRig.AmiSecret}
        read = system,security
        write = system,config,reporting
        [deaf]
        secret = {AsteriskRig.AmiSecret}
        read = call
        write = system,config,reporting
        [powerless]
        secret = {AsteriskRig.AmiSecret}
        read = system,security
        write = system,config
        [mighty]
        secret = {AsteriskRig.AmiSecret}
        read = all
        write = all

        """);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SoundAsterisk_HasNoFinding()
    {
        using var host = new DoctorBench(bench.Rig);
        Assert.Empty(await host.FindAsync());
    }

    [Fact]
    public async Task Ami_OutOfReach()
    {
        using var host = new DoctorBench(bench.Rig) { Ami = $"{{ host: 127.0.0.1, port: {FreePort.Tcp()}, username: reconciler, secretFile: ami.secret }}" };
        await host.AssertFindsAsync("cannot be reached (ConnectionRefused)", "Check that Asterisk runs, and asterisk.ami and manager.conf");
    }

    [Fact]
    public async Task Ami_WrongSecret()
    {
        using var host = new DoctorBench(bench.Rig);
        host.WritePrivate("ami.secret", "Another-canary-9Zz1\n");
        await host.AssertFindsAsync("refuses the AMI user \"reconciler\" (Authentication failed)", "Check asterisk.ami.username and the secret file against manager.conf");
    }

    [Fact]
    public async Task AmiSecret_OpenToOthers_IsClosed()
    {
        using var host = new DoctorBench(bench.Rig);
        await DoctorBench.RunAsync("chmod", "640", host.PathOf("ami.secret"));
        await host.AssertFindsAsync("ami.secret (asterisk.ami.secretFile) is open to its group or others", $"chmod 600 {host.PathOf("ami.secret")}");
        await host.AssertMendsAsync();
    }

    [Theory]
    [InlineData("nobody", "has no user [nobody]", "Add the section [nobody]")]
    [InlineData("powerless", "its write line lacks reporting", "write = system,config,reporting")]
    [InlineData("deaf", "its read line lacks system", "read = system,security")]
    [InlineData("mighty", "may run commands, which the agent never needs", "write = system,config,reporting")]
    public async Task AmiUser_WithoutWhatItNeeds(string user, string problem, string remedy)
    {
        using var host = new DoctorBench(bench.Rig) { Ami = string.Create(CultureInfo.InvariantCulture, $"{{ host: 127.0.0.1, port: {bench.Rig.AmiPort}, username: {user}, secretFile: ami.secret }}") };
        await host.AssertFindsAsync(problem, remedy);
    }

    [Fact]
    public async Task ManagerFile_ChangedButNotReloaded()
    {
        using var host = new DoctorBench(bench.Rig) { Ami = $"{{ host: 127.0.0.1, port: {bench.Rig.AmiPort}, username: late, secretFile: ami.secret }}" };
        var before = bench.Rig.ReadFile("manager.conf");
        bench.Rig.WriteFile("manager.conf", before + $"[late]\nsecret = {AsteriskRig.AmiSecret}\nread = system,security\nwrite = system,config,reporting\n");
        try
        {
            await host.AssertFindsAsync("refuses the AMI user \"late\"", "against manager.conf");
        }
        finally
        {
            bench.Rig.WriteFile("manager.conf", before);
        }
    }

    [Theory]
    [InlineData("noload = app_voicemail_odbc.so\n", "", true, "app_voicemail_odbc has registered over app_voicemail", "noload => app_voicemail_odbc.so")]
    [InlineData("noload = app_voicemail_odbc.so\n", "noload = app_voicemail_odbc.so\nnoload = app_voicemail.so\n", true, "app_voicemail is not loaded", "load app_voicemail.so")]
    [InlineData("", "", false, "no AMI action PJSIPNotify", "ake an empty pjsip_notify.conf")]
    public async Task Module_InTheWayOrMissing(string from, string to, bool notifyFile, string problem, string remedy)
    {
        await using var rig = AsteriskRig.Prepare(new AsteriskRigOptions { NotifyFile = notifyFile, AmiRead = "system,security" });
        rig.WriteFile("modules.conf", from.Length == 0 ? rig.ReadFile("modules.conf") : rig.ReadFile("modules.conf").Replace(from, to, StringComparison.Ordinal));
        await rig.StartAsync(Token);
        using var host = new DoctorBench(rig);

        await host.AssertFindsAsync(problem, remedy);
    }

    /// <summary>One Asterisk for those hosts that differ in who logs in.</summary>
    public sealed class Bench : IAsyncLifetime
    {
        public AsteriskRig Rig { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Rig = AsteriskRig.Prepare(new AsteriskRigOptions());
            Rig.WriteFile("manager.conf", Manager(Rig));
            await Rig.StartAsync(Token);
        }

        public ValueTask DisposeAsync() => Rig.DisposeAsync();
    }
}
