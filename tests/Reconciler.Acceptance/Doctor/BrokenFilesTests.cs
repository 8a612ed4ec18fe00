using Reconciler.Testing;

namespace Reconciler.Acceptance.Doctor;

/// <summary>Hosts on which a file or directory is missing, or is somebody else's.</summary>
public sealed class BrokenFilesTests : IDisposable
{
    private readonly DoctorBench _host = new();

    public BrokenFilesTests() => Requires.Root();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task SoundHost_HasNoFinding() => Assert.Empty(await _host.FindAsync());

    [Fact]
    public async Task MasterKey_Missing()
    {
        File.Delete(_host.PathOf("master.key"));
        await _host.AssertFindsAsync("master.key (the master key, secrets.masterKeyFile) does not exist", $"(umask 077 && head -c 48 /dev/urandom > {_host.PathOf("master.key")})");
    }

    [Fact]
    public async Task MasterKey_OpenToOthers_IsClosed()
    {
        await DoctorBench.RunAsync("chmod", "644", _host.PathOf("master.key"));
        await _host.AssertFindsAsync("is open to its group or others", $"chmod 600 {_host.PathOf("master.key")}");
        await _host.AssertMendsAsync();
    }

    [Fact]
    public async Task MasterKey_OfAnotherUser_IsGivenToTheAgent()
    {
        await DoctorBench.RunAsync("chown", "nobody", _host.PathOf("master.key"));
        await _host.AssertFindsAsync("does not belong to root", $"chown root {_host.PathOf("master.key")}");
        await _host.AssertMendsAsync();
    }

    [Fact]
    public async Task MasterKey_TooShort()
    {
        _host.WritePrivate("master.key", "short");
        await _host.AssertFindsAsync("is too short for a master key", "head -c 48 /dev/urandom");
    }

    [Fact]
    public async Task MasterKey_IsALink()
    {
        File.Move(_host.PathOf("master.key"), _host.PathOf("real.key"));
        File.CreateSymbolicLink(_host.PathOf("master.key"), _host.PathOf("real.key"));
        await _host.AssertFindsAsync("is no plain file", "readlink -f");
    }

    [Fact]
    public async Task SshKey_Missing()
    {
        _host.RepositorySection = "{ url: \"ssh://git@127.0.0.1:1/phones.git\", credentials: { sshKeyFile: id_ed25519, knownHostsFile: master.key } }";
        var findings = await _host.FindAsync();
        Assert.Contains(findings, f => f.Problem.Contains("id_ed25519 (repository.credentials.sshKeyFile) does not exist", StringComparison.Ordinal) && f.Remedy.StartsWith("ssh-keygen -q -t ed25519", StringComparison.Ordinal));
    }

    [Fact]
    public async Task State_Missing_IsMade()
    {
        Directory.Delete(_host.PathOf("state"));
        await _host.AssertFindsAsync("state.directory) does not exist", $"-m 700 {_host.PathOf("state")}");
    }

    [Fact]
    public async Task State_OpenToOthers_IsClosed()
    {
        await DoctorBench.RunAsync("chmod", "755", _host.PathOf("state"));
        await _host.AssertFindsAsync("is open to others than the agent", $"chmod 700 {_host.PathOf("state")}");
        await _host.AssertMendsAsync();
    }

    [Fact]
    public async Task State_WithAFileOfAnotherUser()
    {
        _host.Write("state/state.json", "{}");
        await DoctorBench.RunAsync("chown", "nobody", _host.PathOf("state/state.json"));
        await _host.AssertFindsAsync("state.json does not belong to root", $"chown -R root {_host.PathOf("state")}");
    }

    [Fact]
    public async Task Served_Missing_IsMade()
    {
        Directory.Delete(_host.PathOf("srv"));
        await _host.AssertFindsAsync("served.directory) does not exist", $"-m 755 {_host.PathOf("srv")}");
        await _host.AssertMendsAsync();
    }

    [Fact]
    public async Task Served_ClosedToServers_IsOpened()
    {
        await DoctorBench.RunAsync("chmod", "700", _host.PathOf("srv"));
        await _host.AssertFindsAsync("A TFTP or HTTP server that runs as another user cannot enter", $"chmod 755 {_host.PathOf("srv")}");
        await _host.AssertMendsAsync();
    }

    [Fact]
    public async Task Served_OfAnotherUserThanTheAgent_IsGivenToHim()
    {
        await _host.GiveToAsync("nobody");
        await DoctorBench.RunAsync("chown", "root", _host.PathOf("srv"));
        await _host.AssertFindsAsync("cannot be written by nobody", $"chown nobody {_host.PathOf("srv")}");
        await _host.AssertMendsAsync();
    }

    [Fact]
    public async Task AsteriskDirectory_ClosedToItsGroup_IsOpened()
    {
        _host.Asterisk = ", group: daemon";
        await DoctorBench.RunAsync("chgrp", "daemon", _host.AsteriskFile("reconciler"));
        await DoctorBench.RunAsync("chmod", "700", _host.AsteriskFile("reconciler"));
        await _host.AssertFindsAsync("is closed to its group 'daemon'", $"chmod 750 {_host.AsteriskFile("reconciler")}");
        await _host.AssertMendsAsync();
    }

    [Fact]
    public async Task AsteriskDirectory_OfAnotherGroup_IsGivenToIt()
    {
        _host.Asterisk = ", group: daemon";
        await DoctorBench.RunAsync("chmod", "750", _host.AsteriskFile("reconciler"));
        await _host.AssertFindsAsync("the directory is not of the group 'daemon'", $"chgrp daemon {_host.AsteriskFile("reconciler")}");
        await _host.AssertMendsAsync();
    }

    [Fact]
    public async Task Group_NotOnThisHost()
    {
        _host.Asterisk = ", group: nosuchgroup";
        await _host.AssertFindsAsync("The group 'nosuchgroup', named as asterisk.group, does not exist", "groupadd --system nosuchgroup");
    }

    [Fact]
    public async Task Group_WithoutTheAgent()
    {
        _host.Asterisk = ", group: daemon";
        await _host.GiveToAsync("nobody");
        await DoctorBench.RunAsync("chgrp", "daemon", _host.AsteriskFile("reconciler"));
        await DoctorBench.RunAsync("chmod", "750", _host.AsteriskFile("reconciler"));
        await _host.AssertFindsAsync("The user nobody is not in the group 'daemon'", "usermod -aG daemon nobody");
    }
}
