using System.Diagnostics;
using System.Globalization;
using Reconciler.Testing;

namespace Reconciler.Benchmarks;

/// <summary>Times runs on the host: cold, with nothing new, and the push of one phone to an agent that runs.</summary>
internal sealed class RunBenchmark(PublishedProgram program, int phones, TextWriter output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var site = GeneratedSite.Create(folder, phones);
        var homes = Enumerable.Range(0, Figures.Repetitions).Select(i => site.Home($"host{i}")).ToList();
        var count = phones.ToString("N0", CultureInfo.InvariantCulture);

        var start = await program.MeasureAsync(_ => ["--version"], cancellationToken);
        await output.WriteLineAsync(start.Row("process start (`--version`)"));
        var cold = await program.MeasureAsync(i => ["reconcile", "--config", homes[i].Config], cancellationToken);
        await output.WriteLineAsync(cold.Row($"{count} phones: whole `reconcile`, cold, without Asterisk"));
        var idle = await program.MeasureAsync(_ => ["reconcile", "--config", homes[0].Config], cancellationToken);
        await output.WriteLineAsync(idle.Row($"{count} phones: `reconcile` with nothing new, process start included"));
        var push = await PushAsync(site, homes[0], cancellationToken);
        await output.WriteLineAsync(push.Row($"{count} phones: push of one, agent running, from its signal through fetch to switch"));
    }

    private async Task<Figures> PushAsync(GeneratedSite site, AgentHome home, CancellationToken cancellationToken)
    {
        var work = await site.CheckOutAsync("push", cancellationToken);
        await using var agent = RunningProcess.Start(program.Path, ["agent", "--config", home.Config, "--verbose"]);
        await agent.WaitForOutputAsync("Nothing to do", cancellationToken);
        var pushes = new List<Figures>();
        for (var i = 0; i < Figures.Repetitions; i++)
        {
            await site.ChangeOnePhoneAsync(work, string.Create(CultureInfo.InvariantCulture, $"S{i}"), cancellationToken);
            await GeneratedSite.PushAsync(work, cancellationToken);
            var (before, told) = (home.Served, home.RunsTold);
            var clock = Stopwatch.StartNew();
            agent.Signal("HUP");
            while (home.Served == before)
            {
                Check(agent, clock);
                await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
            }

            var wall = clock.Elapsed;
            using var process = Process.GetProcessById(agent.Id);
            pushes.Add(new Figures(wall, process.PeakWorkingSet64));
            await Eventually.HoldsAsync("the run has ended", Patience, () => Task.FromResult(home.RunsTold > told), cancellationToken);
        }

        return Figures.MedianOf(pushes);
    }

    private static void Check(RunningProcess agent, Stopwatch clock)
    {
        if (agent.HasExited || clock.Elapsed > Patience)
        {
            throw new InvalidOperationException($"The agent did not publish the push:\n{agent.Output}");
        }
    }
}
