using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Reconciler.Acceptance.Offices;
using Reconciler.Acceptance.Refusals;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.GitServers;
using Reconciler.Testing.Repositories;
using Reconciler.Testing.Servers;

namespace Reconciler.Acceptance.Secrets;

/// <summary>
/// The shipped agent with a real Asterisk, Git server and mail server, through good days and bad ones: wrong passwords, refused commits, servers that are away. Of no
/// secret of its host is there a trace in what it says, sends, starts or leaves.
/// </summary>
public sealed partial class OfficeCanaryTests : IDisposable
{
    private const string User = "git";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryFolder _folder = new();
    private readonly HostCanaries _canaries = new();
    private readonly List<(string Where, string Text)> _seen = [];

    public void Dispose()
    {
        _canaries.Dispose();
        _folder.Dispose();
    }

    [Fact(Timeout = 300_000)]
    public async Task Office_ThroughGoodAndBadDays_LeavesNoSecretAnywhere()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var (http, mailPort) = (FreePort.Tcp(), FreePort.Tcp());
        using var authority = new TestAuthority();
        var (certificate, key) = authority.ForServer();
        await using var mail = await MailServer.StartAsync(mailPort, _folder.Write("mail.pem", certificate), _folder.Write("mail.key", key), "ada", HostCanaries.Mail, cancellationToken);
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), cancellationToken);
        GitHttpsServer? started = null;
        using var site = new PbxSite(
            asterisk, "pjsip",
            repository => Source(repository, started ??= GitHttpsServer.StartAsync(Path.GetDirectoryName(repository.DirectoryPath)!, User, HostCanaries.Git, cancellationToken).GetAwaiter().GetResult()),
            _canaries.AgentLines(http, (mailPort, _folder.Write("ca.pem", authority.Pem)), FreePort.Tcp()));
        await using var git = started!;
        site.Repository.Commit("A password in a spec", ("extensions/secret.yaml", $"extension: 204\nname: Dora\nsecret: {{ value: {HostCanaries.InSpec} }}\n"));

        await WrongPasswordsAsync(site, cancellationToken);
        await using (var agent = Start(site))
        {
            await SaysAsync(agent, "Published ", cancellationToken);
            await BadDaysAsync(site, agent, asterisk, git, mail, cancellationToken);
            await LookAsync(http, cancellationToken);
            agent.Signal("TERM");
            await agent.WaitForExitAsync(cancellationToken);
            _seen.Add(("the agent's log", agent.Output));
        }

        foreach (var command in (string[][])[["status"], ["status", "--format", "json"], ["phones"], ["doctor"], ["support", "002584000001", "--out", Path.Combine(site.Folder, "support.tar.gz")]])
        {
            await SayAsync(site, HostCanaries.Git, command, cancellationToken);
        }

        var support = await Processes.RunSuccessfullyAsync("tar", ["-xzOf", Path.Combine(site.Folder, "support.tar.gz")], cancellationToken);
        _seen.Add(("the support bundle", support));
        _seen.Add(("the mails", SentMail(mail.Output)));
        _seen.Add(("Asterisk's log", asterisk.Log));
        CollectPrograms();
        CollectOpenFiles(site.Folder);
        CollectOpenFiles(asterisk.ReconcilerDirectory);

        Assert.Contains(_seen, seen => seen.Where == "the mails" && seen.Text.Contains("Subject:", StringComparison.Ordinal));
        Assert.Contains(_seen, seen => seen.Where.StartsWith("a program", StringComparison.Ordinal));
        Assert.Empty(_seen.SelectMany(seen => HostCanaries.In(seen.Text).Select(canary => $"{canary} in {seen.Where}")));
    }

    private static string Source(TestRepository repository, GitHttpsServer git) =>
        $"{{ url: \"{git.UrlOf(Path.GetFileName(repository.DirectoryPath))}\", branch: {repository.Branch}, poll: {{ every: 1h }}, credentials: {{ caFile: {git.CaFile} }} }}";

    private static ProcessOptions With(string gitPassword) => new() { Environment = new Dictionary<string, string?> { ["RECONCILER_GIT_TOKEN"] = gitPassword } };

    // The tracer is a grandchild, so that signals reach the agent.
    private RunningProcess Start(PbxSite site) => RunningProcess.Start(
        Requires.Tool("strace"),
        ["-D", "-f", "-v", "-q", "--seccomp-bpf", "-s", "65536", "-e", "trace=execve", "-o", _folder.PathOf("programs"), "--", .. ReconcilerProgram.Command, "agent", "--config", site.AgentPath, "--verbose"],
        With(HostCanaries.Git));

    private async Task SayAsync(PbxSite site, string gitPassword, string[] command, CancellationToken cancellationToken)
    {
        var result = await Processes.RunAsync(ReconcilerProgram.Command[0], [.. ReconcilerProgram.Command.Skip(1), .. command, "--config", site.AgentPath], With(gitPassword), cancellationToken);
        _seen.Add((string.Join(' ', command), $"{result.ExitCode}\n{result.Output}{result.Errors}"));
    }

    private async Task WrongPasswordsAsync(PbxSite site, CancellationToken cancellationToken)
    {
        await SayAsync(site, HostCanaries.WrongGit, ["reconcile", "--verbose"], cancellationToken);
        Assert.StartsWith("5\n", _seen[^1].Text, StringComparison.Ordinal);
        site.WriteAmiSecret(HostCanaries.WrongAmi);
        await SayAsync(site, HostCanaries.Git, ["reconcile", "--verbose"], cancellationToken);
        Assert.StartsWith("7\n", _seen[^1].Text, StringComparison.Ordinal);
        await SayAsync(site, HostCanaries.WrongGit, ["doctor"], cancellationToken);
        site.WriteAmiSecret(AsteriskRig.AmiSecret);
    }

    private static async Task BadDaysAsync(PbxSite site, RunningProcess agent, AsteriskRig asterisk, GitHttpsServer git, MailServer mail, CancellationToken cancellationToken)
    {
        site.Repository.Commit("Break", ("extensions/secret.yaml", $"extension: 204\nnmae: Dora\nsecret: {{ value: {HostCanaries.InSpec} }}\n"));
        agent.Signal("HUP");
        await SaysAsync(agent, "nmae", cancellationToken);
        await mail.WaitForOutputAsync("Subject: [hq] Not ready", cancellationToken);
        await git.StopAsync();
        agent.Signal("HUP");
        await SaysAsync(agent, "error: (5)", cancellationToken);
        await git.StartAgainAsync(cancellationToken);
        await asterisk.StopAsync(cancellationToken);
        site.Repository.Commit("Mend", ("extensions/secret.yaml", $"extension: 204\nname: Dora\nsecret: {{ value: {HostCanaries.InSpec} }}\n"));
        agent.Signal("HUP");
        await SaysAsync(agent, "error: (7)", cancellationToken);
        await asterisk.StartAsync(cancellationToken);
        site.Repository.Commit("Label", [.. PbxSite.Phone(1, "later")]);
        await Eventually.HoldsAsync("the last push is served", Patience, async () =>
        {
            agent.Signal("HUP");
            return (await File.ReadAllTextAsync(Path.Combine(site.Served, "xml/spa002584000001.xml"), cancellationToken)).Contains("later", StringComparison.Ordinal);
        }, cancellationToken);
    }

    private static async Task SaysAsync(RunningProcess agent, string text, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await agent.WaitForOutputAsync(text, patience.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The agent did not say '{text}':\n{agent.Output}");
        }
    }

    private async Task LookAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}") };
        foreach (var token in (string[])[HostCanaries.View, "nobody"])
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
            foreach (var address in (string[])["/", "/phones/002584000001", "/numbers/204", "/runs", "/unknown", "/drift", "/metrics", "/api/status", "/api/phones", "/api/explain/204", "/api/runs", "/api/phones/002584000001/log"])
            {
                using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), cancellationToken);
                Assert.Equal(token == "nobody" ? HttpStatusCode.Unauthorized : HttpStatusCode.OK, answer.StatusCode);
                _seen.Add(($"{address} for {(token == "nobody" ? token : "who may look")}", answer.Headers.ToString() + await answer.Content.ReadAsStringAsync(cancellationToken)));
            }
        }
    }

    // The server prints who logged in, too.
    private static string SentMail(string output) => string.Join('\n', output.Split('\n').Where(line => !line.StartsWith("login:", StringComparison.Ordinal)));

    // The agent itself has the Git password in the environment that its unit gives it; what it starts has not.
    private void CollectPrograms()
    {
        var started = File.ReadAllLines(_folder.PathOf("programs")).Where(line => line.Contains("execve(", StringComparison.Ordinal)).ToList();
        _seen.Add(("a program's arguments: the agent", Arguments().Match(started[0]).Value));
        _seen.AddRange(started.Skip(1).Select(line => ($"a program that it started: {line[..Math.Min(80, line.Length)]}", line)));
    }

    // A served profile has the password of its line, which the phone's server has to read.
    private void CollectOpenFiles(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var file in Directory.EnumerateFiles(folder, "*", options).Where(file => !file.Contains("/srv/", StringComparison.Ordinal)))
        {
            var isOpen = File.GetUnixFileMode(file).HasFlag(UnixFileMode.OtherRead);
            _seen.Add((file, Path.GetFileName(file) + (isOpen ? File.ReadAllText(file, Encoding.Latin1) : "")));
        }
    }

    [GeneratedRegex("execve[(]\"[^\"]*\", \\[[^\\]]*\\]", RegexOptions.None, 1_000)]
    private static partial Regex Arguments();
}
