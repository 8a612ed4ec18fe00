using System.Security.Authentication;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Phones;
using Reconciler.Core.Sources;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Specs.Tests.AgentFile;

public sealed class AgentFileReaderTests : IDisposable
{
    private const string Minimal = "repository: { url: /srv/git/phones.git }\nserved: { directory: srv }\nasterisk: { directory: /etc/asterisk/reconciler }\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("agent-file-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Minimal_HasDefaults()
    {
        var settings = Read(Minimal).Settings!;

        Assert.Equal((WatchedRevision.Branch("main"), ".", TimeSpan.FromSeconds(60), 0.1), (settings.Repository.Watched, settings.Repository.Path, settings.Repository.Poll.Every, settings.Repository.Poll.Jitter));
        Assert.Equal(new AsteriskSettings("/etc/asterisk/reconciler", "reconciler", null, null), settings.Asterisk);
        Assert.Equal(new SecretsSettings("/etc/reconciler/master.key", "/etc/reconciler/secrets"), settings.Secrets);
        Assert.Equal(new PhonesSettings(ResyncMode.Notify, 10, TimeSpan.FromSeconds(60), null, PhoneNetworks.Private), settings.Phones with { Logs = [] });
        Assert.Empty(settings.Phones.Logs);
        Assert.Equal(DriftMode.Heal, settings.Drift);
        Assert.Equal(new GuardSettings(0.1, 10, AlwaysAsks: false, Reviewers: null), settings.Guard);
        Assert.Null(settings.Http);
        Assert.Null(settings.Dhcp);
    }

    [Fact]
    public void RelativePath_IsOfTheFilesFolder() => Assert.Equal(Path.Combine(_folder, "srv"), Read(Minimal).Settings!.Served.Directory);

    [Fact]
    public void Full_IsRead()
    {
        var settings = Read("""
            repository:
              url: ssh://git@git.example.com/phones.git
              branch: main
              path: sites/hq
              poll: { cron: "0 0/5 * * * ?" }
              verify: { mode: head, allowedSigners: signers }
              credentials: { sshKeyFile: key, knownHostsFile: hosts }
            served: { directory: /srv/tftp, http: "127.0.0.1:8067" }
            asterisk:
              directory: /etc/asterisk/reconciler
              ami: { host: 127.0.0.1, port: 5039, username: reconciler, secretFile: ami.secret }
              group: asterisk
            dhcp: { directory: /etc/dnsmasq.d/reconciler }
            secrets: { masterKeyFile: master.key, directory: secrets }
            state: { directory: state }
            status: { log: status.jsonl, branch: status/hq }
            phones: { resync: none, rate: 30/min, refresh: 2m, staleAfter: 15m }
            drift: report
            guard: { maxRemoved: 25%, minimumFleet: 5 }
            http: { listen: "127.0.0.1:8066" }
            """).Settings!;

        Assert.Equal(("0 0/5 * * * ?", VerifyMode.Head), (settings.Repository.Poll.Cron, settings.Repository.Verify.Mode));
        Assert.Equal(Path.Combine(_folder, "key"), settings.Repository.Credentials!.SshKeyFile);
        Assert.Equal(new AmiSettings("127.0.0.1", 5039, "reconciler", Path.Combine(_folder, "ami.secret")), settings.Asterisk.Ami);
        Assert.Equal((0.25, DriftMode.Report), (settings.Guard.MaxRemoved, settings.Drift));
        Assert.Equal(new PhonesSettings(ResyncMode.None, 0.5, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(15), PhoneNetworks.Private), settings.Phones with { Logs = [] });
        Assert.Equal("127.0.0.1:8067", settings.Served.Http);
    }

    [Theory]
    [InlineData("served: { directory: srv }\nasterisk: { directory: srv }")]
    [InlineData("served: { directory: srv }\nasterisk: { directory: srv/ast }")]
    [InlineData("served: { directory: srv/tftp }\nasterisk: { directory: srv }")]
    [InlineData("served: { directory: srv }\nasterisk: { directory: ast }\nstate: { directory: srv/state }")]
    [InlineData("served: { directory: state/srv }\nasterisk: { directory: ast }\nstate: { directory: state }")]
    [InlineData("served: { directory: srv }\nasterisk: { directory: ast }\nsecrets: { masterKeyFile: srv/master.key }")]
    [InlineData("served: { directory: srv }\nasterisk: { directory: ast }\nsecrets: { directory: ast }")]
    public void Directories_ThatLieInOneAnother_AreFound(string layout) =>
        Assert.Equal(Codes.DirectoriesOverlap.Id, Assert.Single(Read("repository: { url: /srv/phones.git }\n" + layout + "\n").Diagnostics).Code);

    [Theory]
    [InlineData("", SslProtocols.Tls12)]
    [InlineData(", oldestTls: 1.2", SslProtocols.Tls12)]
    [InlineData(", oldestTls: \"1.3\"", SslProtocols.Tls13)]
    public void Https_IsRead(string more, SslProtocols oldest)
    {
        var served = Read(Minimal.Replace("{ directory: srv }", $"{{ directory: srv, clearText: accepted, https: {{ listen: \"0.0.0.0:8443\", certificateFile: c.pem, keyFile: k.pem, clientCertificates: required, clientCaFile: ca.pem{more} }} }}", StringComparison.Ordinal)).Settings!.Served;

        Assert.True(served.IsClearTextAccepted);
        Assert.Equal(("0.0.0.0:8443", Path.Combine(_folder, "c.pem"), Path.Combine(_folder, "k.pem")), (served.Https!.Listen, served.Https.CertificateFile, served.Https.KeyFile));
        Assert.Equal((ClientCertificates.Required, Path.Combine(_folder, "ca.pem"), oldest), (served.Https.ClientCertificates, served.Https.ClientCaFile, served.Https.Oldest));
    }

    [Fact]
    public void ClientCertificates_WithoutTheirAuthorities_AreFound()
    {
        var finding = Assert.Single(Read(Minimal.Replace("{ directory: srv }", "{ directory: srv, https: { listen: \"0.0.0.0:8443\", certificateFile: c.pem, keyFile: k.pem, clientCertificates: optional } }", StringComparison.Ordinal)).Diagnostics);

        Assert.Equal(("REC093", "Give clientCaFile."), (finding.Code, finding.Hint));
    }

    [Theory]
    [InlineData("served: { directory: srv, https: { listen: \"0.0.0.0:8443\", certificateFile: c.pem, keyFile: srv/k.pem } }")]
    public void KeyOfTheServer_InAServedRoot_IsFound(string served) =>
        Assert.Equal(Codes.DirectoriesOverlap.Id, Assert.Single(Read(Minimal.Replace("served: { directory: srv }", served, StringComparison.Ordinal)).Diagnostics).Code);

    [Fact]
    public void Networks_OfPhones_AreRead_AndWhatIsNoneIsFound()
    {
        var read = Read(Minimal + "\nphones: { networks: [192.168.2.0/24, \"fd00:1::/64\"] }\n");
        var wrong = Read(Minimal + "\nphones: { networks: [192.168.2.1/24, 127.0.0.0/8] }\n");

        Assert.Null(read.Settings!.Phones.Networks.Refusal("192.168.2.9"));
        Assert.NotNull(read.Settings.Phones.Networks.Refusal("192.168.3.9"));
        Assert.Equal(["REC110", "REC110"], wrong.Diagnostics.Select(finding => finding.Code));
    }

    [Fact]
    public void Variable_OverridesAKeyAndAddsASection()
    {
        var settings = Read(
            Minimal, ("RECONCILER__REPOSITORY__URL", "https://git.example.com/x.git"), ("RECONCILER__SECRETS__MASTERKEYFILE", "/k"), ("RECONCILER__DRIFT", "report")).Settings!;

        Assert.Equal(("https://git.example.com/x.git", "/k", DriftMode.Report), (settings.Repository.Url, settings.Secrets.MasterKeyFile, settings.Drift));
    }

    [Fact]
    public void Credentials_ForHttps_AreFilesOfTheFilesFolder()
    {
        var credentials = Read("""
            repository: { url: https://git.example.com/phones.git, credentials: { usernameFile: user, passwordFile: password, caFile: ca.pem } }
            served: { directory: srv }
            asterisk: { directory: asterisk }
            """).Settings!.Repository.Credentials;

        Assert.Equal(
            new CredentialsSettings(Path.Combine(_folder, "user"), Path.Combine(_folder, "password"), null, null, Path.Combine(_folder, "ca.pem")), credentials);
    }

    [Theory]
    [InlineData("RECONCILER_SECRET_FRED")]
    [InlineData("RECONCILER_TESTS_REQUIRE_ALL")]
    [InlineData("PATH")]
    public void OtherVariable_IsNoOverride(string name) => Assert.True(Read(Minimal, (name, "x")).IsValid);

    [Theory]
    [InlineData("RECONCILER__REPOSITORY__ULR", "x", "environment variable RECONCILER__REPOSITORY__ULR error REC091 The variable RECONCILER__REPOSITORY__ULR names no key of the agent's file. Did you mean \"RECONCILER__REPOSITORY__URL\"?")]
    [InlineData("RECONCILER__DRIFT", "hea", "environment variable RECONCILER__DRIFT error REC023 \"drift\" must be \"heal\" or \"report\", not \"hea\". Did you mean \"heal\"?")]
    [InlineData("RECONCILER__GUARD__MINIMUMFLEET", "many", "environment variable RECONCILER__GUARD__MINIMUMFLEET error REC020 \"minimumFleet\" must be a whole number from 0 to 1000000, not \"many\".")]
    public void WrongVariable_IsNamed(string name, string value, string expected) =>
        Assert.Equal(expected, Assert.Single(Read(Minimal, (name, value)).Diagnostics).ToString());

    [Theory]
    [InlineData("drif: heal", "4:1 error REC022 The key \"drif\" is not known. Did you mean \"drift\"?")]
    [InlineData("status: { branch: main }", "4:19 error REC092 The status branch \"main\" is the branch that is watched. Name another branch, such as status/hq.")]
    [InlineData("http: { listen: \"127.0.0.1:80660\" }", "4:17 error REC025 The port in \"listen\" must be a whole number from 0 to 65535.")]
    [InlineData("status: { branch: s, url: \"https://u:CANARY@git.example.com/s.git\" }", "4:27 error REC094 The repository's URL holds a user name, password or token. Put it into a file, and name that as passwordFile (usernameFile) under credentials.")]
    [InlineData("guard: { maxRemoved: 110% }", "4:22 error REC024 \"maxRemoved\" must be a percentage such as 10%, not \"110%\".")]
    [InlineData("a: [", "5:1 error REC004 The \"[\" of line 4, column 4 is not closed before this. Add the closing bracket, or the comma before this entry.")]
    public void WrongFile_IsFoundAtItsPlace(string added, string expected) =>
        Assert.Equal($"{File}:{expected}", Assert.Single(Read(Minimal + added + "\n").Diagnostics).ToString());

    [Theory]
    [InlineData("url: https://CANARY@git.example.com/x.git", "1:20 error REC094 The repository's URL holds a user name, password or token. Put it into a file, and name that as passwordFile (usernameFile) under credentials.")]
    [InlineData("url: ssh://git:CANARY@git.example.com/x.git", "1:20 error REC094 The repository's URL holds a user name, password or token. Put it into a file, and name that as passwordFile (usernameFile) under credentials.")]
    [InlineData("url: git@git.example.com:x.git", "1:20 error REC102 The repository's URL has no scheme. Write ssh://git@git.example.com/x.git instead of git@git.example.com:x.git.")]
    [InlineData("url: /x.git, branch: refs/heads/main", "1:36 error REC103 \"refs/heads/main\" is the full name of a reference. Write branch: main.")]
    [InlineData("url: /x.git, branch: refs/tags/v1", "1:36 error REC103 \"refs/tags/v1\" is the full name of a reference. Write tag: v1.")]
    [InlineData("url: /x.git, branch: main, tag: v1", "1:47 error REC028 \"branch\" and \"tag\" exclude each other in \"repository\". Keep one of them.")]
    [InlineData("url: /x.git, semver: newest", "1:36 error REC104 \"newest\" is no range of versions. Write comparisons such as \">=1.2 <2\", or ~1.2, ^1.2, 1.x, or alternatives between ||.")]
    [InlineData("url: /x.git, timeout: 0s", "1:37 error REC025 \"timeout\" must be at least 1s.")]
    [InlineData("url: /x.git, proxy: \"http://u:CANARY@proxy\"", "1:35 error REC094 This URL holds a user name, password or token. Leave proxy out, and give the whole address in the environment variable https_proxy, in a file that root alone may read.")]
    public void WrongRepository_IsFoundAtItsPlace(string repository, string expected)
    {
        var text = Minimal.Replace("url: /srv/git/phones.git", repository, StringComparison.Ordinal);

        Assert.Equal($"{File}:{expected}", Assert.Single(Read(text).Diagnostics).ToString());
    }

    [Theory]
    [InlineData("tag: v1.2.3", WatchedKind.Tag, "v1.2.3")]
    [InlineData("semver: \">=1.2 <2\"", WatchedKind.Semver, ">=1.2 <2")]
    [InlineData("semver: 1.2", WatchedKind.Semver, "1.2")]
    [InlineData("branch: release/1.2", WatchedKind.Branch, "release/1.2")]
    public void Watched_IsABranchATagOrARange(string key, WatchedKind kind, string text) => Assert.Equal(
        new WatchedRevision(kind, text), Read(Minimal.Replace("phones.git }", $"phones.git, {key} }}", StringComparison.Ordinal)).Settings!.Repository.Watched);

    [Fact]
    public void Limits_AreRead()
    {
        var repository = Read(Minimal.Replace("phones.git }", "phones.git, timeout: 2m, maxMegabytes: 64, proxy: \"http://proxy:3128\" }", StringComparison.Ordinal)).Settings!.Repository;

        Assert.Equal((TimeSpan.FromMinutes(2), 64L << 20, "http://proxy:3128"), (repository.Timeout, repository.MaxBytes, repository.Proxy));
    }

    [Fact]
    public void TokenInAVariablesUrl_IsRefusedAndNotSaid()
    {
        var finding = Assert.Single(Read(Minimal, ("RECONCILER__REPOSITORY__URL", "https://CANARY@git.example.com/x.git")).Diagnostics);

        Assert.Equal("REC094", finding.Code);
        Assert.DoesNotContain("CANARY", finding.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void VerifyWithoutKeys_IsFound() => Assert.Equal(
        $"{File}:1:57 error REC093 Signed commits cannot be verified without keys. Give allowedSigners or gpgKeys.",
        Assert.Single(Read(Minimal.Replace("phones.git }", "phones.git, verify: { mode: every } }", StringComparison.Ordinal)).Diagnostics).ToString());

    [Fact]
    public void StatusBranch_OfAnotherRepository_MayHaveTheSameName() =>
        Assert.True(Read(Minimal + "status: { branch: main, url: /srv/git/status.git }\n").IsValid);

    [Fact]
    public void MissingFile_IsFound() => Assert.Equal(
        $"{File} error REC090 The agent's file does not exist. Give its path by --config.", Assert.Single(AgentFileReader.Read(File, Variables([])).Diagnostics).ToString());

    [Fact]
    public void EmptyFile_LacksItsKeys() => Assert.Equal(3, Read("").Diagnostics.Count(finding => finding.Code == "REC021"));

    private string File => Path.Combine(_folder, "agent.yaml");

    private AgentFileResult Read(string text, params (string Name, string Value)[] variables)
    {
        System.IO.File.WriteAllText(File, text);
        return AgentFileReader.Read(File, Variables(variables));
    }

    private static Dictionary<string, string> Variables((string Name, string Value)[] variables) =>
        variables.ToDictionary(variable => variable.Name, variable => variable.Value, StringComparer.Ordinal);
}
