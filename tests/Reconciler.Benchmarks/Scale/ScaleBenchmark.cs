using System.Diagnostics;
using System.Globalization;
using Reconciler.Testing;

namespace Reconciler.Benchmarks.Scale;

/// <summary>
/// What changes of a large fleet cost, by a process that starts and by an agent that runs; beside it, in the same run and on the same data, the physical
/// limit (a clone and a copy of the same bytes, synced) and a plain script.
/// </summary>
internal sealed class ScaleBenchmark(PublishedProgram program, int phones, TextWriter output)
{
    /// <summary>Ansible's time goes with the number of files alone, and is long.</summary>
    private const int AnsiblePhones = 100;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var site = await ScaleSite.CreateAsync(folder.PathOf("phones.git"), phones, cancellationToken);
        var home = GeneratedSite.HomeOf(folder, "host", site.Repository);
        await output.WriteLineAsync($"| {phones.ToString("N0", CultureInfo.InvariantCulture)} phones; {Machine.Size} | wall | CPU | peak memory | system calls |\n| --- | --- | --- | --- | --- |");

        await ReconcileAsync("cold `reconcile`", home, cancellationToken);
        await CompareAsync(folder, home, cancellationToken);
        await ReconcileAsync("nothing new, and everything read for drift", home, cancellationToken);
        await ReconcileAsync("nothing new", home, cancellationToken);
        await site.ChangePhoneAsync(0, "Cold", cancellationToken);
        await ReconcileAsync("one phone, cold process", home, cancellationToken);
        await site.ChangePhoneAsync(0, "Counted", cancellationToken);
        var calls = await MeasuredProcess.CountAsync(program.Path, ["reconcile", "--config", home.Config], cancellationToken);
        await output.WriteLineAsync($"| one phone, cold process: system calls | | | | {calls} |");
        await AgentAsync(site, home, cancellationToken);
    }

    private async Task ReconcileAsync(string what, AgentHome home, CancellationToken cancellationToken) =>
        await RowAsync(what, await MeasuredProcess.RunAsync(program.Path, ["reconcile", "--config", home.Config], cancellationToken));

    /// <summary>The script and the limit, on what the cold run has just published.</summary>
    private async Task CompareAsync(TemporaryFolder folder, AgentHome home, CancellationToken cancellationToken)
    {
        var work = folder.PathOf("work");
        await RowAsync("limit: `git clone`", await MeasuredProcess.RunAsync("git", ["clone", "-q", folder.PathOf("phones.git"), work], cancellationToken));
        var copy = $"cp -rL '{Path.Combine(home.Folder, "srv", "xml")}' '{folder.PathOf("copy")}' && sync -f '{folder.PathOf("copy")}'";
        await RowAsync("limit: copy of the profiles, synced", await MeasuredProcess.RunAsync("sh", ["-c", copy], cancellationToken));
        var scale = Path.Combine(Checkout.Root, "tests", "Reconciler.Benchmarks", "Scale", "compare.py");
        var profile = Directory.EnumerateFiles(Path.Combine(home.Folder, "srv", "xml")).First();
        await RowAsync(
            "plain script (`compare.py`)",
            await MeasuredProcess.RunAsync("python3", [scale, work, Path.Combine(Checkout.Root, "schema"), profile, folder.PathOf("script")], cancellationToken));
        await AnsibleAsync(folder, profile, cancellationToken);
        foreach (var done in new[] { "copy", "script", "work" })
        {
            Directory.Delete(folder.PathOf(done), recursive: true);
        }
    }

    /// <summary>A row more where Ansible is installed.</summary>
    private async Task AnsibleAsync(TemporaryFolder folder, string profile, CancellationToken cancellationToken)
    {
        const string Program = "/usr/bin/ansible-playbook";
        if (!File.Exists(Program))
        {
            await output.WriteLineAsync("| Ansible is not installed | | | | |");
            return;
        }

        var playbook = Path.Combine(Checkout.Root, "tests", "Reconciler.Benchmarks", "Scale", "Ansible", "playbook.yaml");
        string[] values = [$"profile={profile}", $"output={folder.MakeFolder("ansible")}", string.Create(CultureInfo.InvariantCulture, $"phones={AnsiblePhones}")];
        await RowAsync(
            string.Create(CultureInfo.InvariantCulture, $"Ansible's `template`, {AnsiblePhones} phones"),
            await MeasuredProcess.RunAsync(Program, [.. values.SelectMany(value => new[] { "-e", value }), playbook], cancellationToken));
    }

    private async Task AgentAsync(ScaleSite site, AgentHome home, CancellationToken cancellationToken)
    {
        // Under nohup the agent would not hear the signal.
        await using var agent = RunningProcess.Start(program.Path, ["agent", "--config", home.Config, "--verbose"]);
        await agent.WaitForOutputAsync("Nothing to do", cancellationToken);
        await PushAsync("one phone, the first that the agent reads", agent, home, () => site.ChangePhoneAsync(1, "First", cancellationToken), cancellationToken);
        await PushAsync("one phone, agent warm", agent, home, () => site.ChangePhoneAsync(2, "Second", cancellationToken), cancellationToken);
        await PushAsync("one phone again", agent, home, () => site.ChangePhoneAsync(3, "Third", cancellationToken), cancellationToken);
        await PushAsync("one extension's name", agent, home, () => site.ChangeExtensionAsync(4, "Another Name", cancellationToken), cancellationToken);
        await PushAsync("one extension's password, rotated", agent, home, () => site.RotatePasswordAsync(5, cancellationToken), cancellationToken);
        await PushAsync("one profile that all use", agent, home, () => site.ChangeProfileAsync("Everywhere", cancellationToken), cancellationToken);
    }

    /// <summary>From the signal to the switch.</summary>
    private async Task PushAsync(string what, RunningProcess agent, AgentHome home, Func<Task> push, CancellationToken cancellationToken)
    {
        await push();
        var (before, told) = (home.Served, home.RunsTold);
        using var process = Process.GetProcessById(agent.Id);
        var cpu = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        agent.Signal("HUP");
        while (home.Served == before)
        {
            if (agent.HasExited || clock.Elapsed > Patience)
            {
                throw new InvalidOperationException($"The agent did not publish:\n{agent.Output}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
        }

        var wall = clock.Elapsed;
        await Eventually.HoldsAsync("the run has ended", Patience, () => Task.FromResult(home.RunsTold > told), cancellationToken);
        process.Refresh();
        await RowAsync(what + ", signal to switch", new Measured(wall, process.TotalProcessorTime - cpu, process.PeakWorkingSet64));
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"|   resident after it | | | {process.WorkingSet64 / 1e6:F0} MB | |"));
    }

    private Task RowAsync(string what, Measured measured) => output.WriteLineAsync(measured.Row(what));
}
