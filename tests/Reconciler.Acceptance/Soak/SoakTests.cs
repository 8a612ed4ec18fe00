using System.Globalization;
using Reconciler.Acceptance.Offices;
using Reconciler.Acceptance.Refusals;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.GitServers;
using Reconciler.Testing.Repositories;

namespace Reconciler.Acceptance.Soak;

/// <summary>
/// The shipped agent under one push after the other, with a real Git server and a real Asterisk that are both stopped and started in between: it applies each, and
/// holds no more of its host at the end than after the first ones. A minute in <c>tests/run</c>; <c>tests/long</c> goes on for RECONCILER_SOAK_MINUTES.
/// </summary>
public sealed class SoakTests
{
    private const int Hours = 3 * 3_600_000;
    private const int ShortPushes = 45;
    private const int PushesBetweenFaults = 15;
    private const string User = "git";
    private const string Password = "soak";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongPace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(
        double.Parse(Environment.GetEnvironmentVariable("RECONCILER_SOAK_MINUTES") ?? "60", CultureInfo.InvariantCulture));

    [Fact(Timeout = Hours)]
    public async Task Agent_UnderPushesAndRestartsOfItsServers_AppliesEachAndHoldsNoMore()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), cancellationToken);
        GitHttpsServer? git = null;
        using var site = new PbxSite(asterisk, "pjsip", repository => Source(repository, git ??= GitHttpsServer.StartAsync(Path.GetDirectoryName(repository.DirectoryPath)!, User, Password, cancellationToken).GetAwaiter().GetResult()));
        await using var server = git!;
        await using var agent = RunningProcess.Start(
            ReconcilerProgram.Command[0], [.. ReconcilerProgram.Command.Skip(1), "agent", "--config", site.AgentPath], new ProcessOptions { Environment = new Dictionary<string, string?> { ["RECONCILER_GIT_TOKEN"] = Password } });
        await agent.WaitForOutputAsync("Published ", cancellationToken);
        var gauges = new List<AgentGauge>();
        var started = TimeProvider.System.GetTimestamp();

        for (var push = 1; Depth.IsLong ? TimeProvider.System.GetElapsedTime(started) < Long : push <= ShortPushes; push++)
        {
            await PushAsync(site, agent, push, cancellationToken);
            gauges.Add(AgentGauge.Read(agent, site, asterisk.ReconcilerDirectory, push));
            if (push % PushesBetweenFaults == 0)
            {
                await RestartAsync(push / PushesBetweenFaults % 2 == 0 ? server : null, asterisk, cancellationToken);
            }

            if (Depth.IsLong)
            {
                await Task.Delay(LongPace, cancellationToken);
            }
        }

        foreach (var gauge in gauges.Where((_, index) => index % Math.Max(1, gauges.Count / 30) == 0 || index == gauges.Count - 1))
        {
            Depth.WriteFigures("soak", gauge.ToString());
        }

        AssertFlat(gauges);
    }

    private static string Source(TestRepository repository, GitHttpsServer git) =>
        $"{{ url: \"{git.UrlOf(Path.GetFileName(repository.DirectoryPath))}\", branch: {repository.Branch}, poll: {{ every: 1h }}, credentials: {{ caFile: {git.CaFile} }} }}";

    /// <summary>A phone's label and a name: its profile and Asterisk's files change.</summary>
    private static async Task PushAsync(PbxSite site, RunningProcess agent, int push, CancellationToken cancellationToken)
    {
        var label = string.Create(CultureInfo.InvariantCulture, $"label{push}x");
        site.Repository.Commit(label, [.. PbxSite.Phone(1, label, $"Name {push}")]);
        var profile = Path.Combine(site.Served, "xml/spa002584000001.xml");
        await Eventually.HoldsAsync(
            $"push {push} is served: {agent.Output[^Math.Min(agent.Output.Length, 600)..]}", Deadline,
            async () =>
            {
                // As the webhook does: at once, and once more where a server was away.
                agent.Signal("HUP");
                await Task.Delay(100, cancellationToken);
                return (await File.ReadAllTextAsync(profile, cancellationToken)).Contains(label, StringComparison.Ordinal);
            },
            cancellationToken);
    }

    private static async Task RestartAsync(GitHttpsServer? git, AsteriskRig asterisk, CancellationToken cancellationToken)
    {
        if (git is null)
        {
            await asterisk.RestartAsync(cancellationToken);
            return;
        }

        await git.StopAsync();
        await git.StartAgainAsync(cancellationToken);
    }

    private static void AssertFlat(List<AgentGauge> gauges)
    {
        var early = gauges[(gauges.Count / 3)..(gauges.Count * 2 / 3)];
        var late = gauges[(gauges.Count * 2 / 3)..];
        // libgit2 keeps each fetch's pack open until the mirror is packed.
        AssertNoMore("open files", early, late, gauge => gauge.Handles, allowance: 8);
        AssertNoMore("threads", early, late, gauge => gauge.Threads, allowance: 8);
        if (Depth.IsLong)
        {
            // A set stays for a minute, for whoever reads it; the short form is over by then.
            AssertNoMore("published sets", early, late, gauge => gauge.Generations, allowance: 4);
        }

        AssertNoMore("resident kB", early, late, gauge => gauge.ResidentKilobytes, allowance: 48 << 10);
        // Git keeps the history, a few objects a push, until the mirror is packed.
        AssertNoMore("files of the state", early, late, gauge => gauge.StateFiles - (16 * gauge.Pushes), allowance: 64);
    }

    private static void AssertNoMore(string what, List<AgentGauge> early, List<AgentGauge> late, Func<AgentGauge, int> held, int allowance)
    {
        var (before, after) = (early.Max(held), Median(late, held));
        Assert.True(after <= before + allowance, $"{what}: at most {before} in the middle, then {after}:\n{string.Join('\n', early.Concat(late))}");
    }

    private static int Median(List<AgentGauge> gauges, Func<AgentGauge, int> held) => gauges.Select(held).Order().ElementAt(gauges.Count / 2);
}
