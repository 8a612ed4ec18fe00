using System.Collections.Concurrent;
using System.Text.Json;
using Reconciler.Host.Convergence;
using Reconciler.Reconciliation.Status;
using Reconciler.Sites;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.Servers;

namespace Reconciler.Acceptance.Phones;

/// <summary>
/// Firmware in two steps and in waves: phones that follow their upgrade rule by TFTP, restart with each image that they take, and register with the
/// version that they run, which is the proof.
/// </summary>
public sealed class FirmwareRolloutTests : IAsyncDisposable
{
    private const string Old = "7.4.9";
    private const string Stone = "7.5.4";
    private const string Wanted = "7.6.2";
    private const int Phones = 6;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<(int Phone, string Step)> _steps = new();
    private AsteriskRig? _asterisk;
    private PhoneOffice? _office;
    private TftpdServer? _images;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PhoneOffice Office => _office!;

    private static string Waves(string deadline) =>
        $"rollout: {{ waves: [ {{ canary: [\"{PhoneOffice.MacOf(1)}\"] }}, 50% ], settle: 1s, deadline: {deadline}, onFailure: hold }}\n";

    public async ValueTask DisposeAsync()
    {
        foreach (var part in new IAsyncDisposable?[] { _office, _images, _asterisk })
        {
            await (part?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    [Fact]
    public async Task Waves_OfTwoSteps_BeginOnceTheOneBeforeRegistersWithTheVersionThatIsWanted()
    {
        await PrepareAsync(Waves(deadline: "60s"));
        await Office.StartAgentAsync(Cancellation);
        await PlugInAllAsync();
        await UntilAsync("all have converged", async () => (await Office.ReadAsync(Cancellation)).GetProperty("counts").TryGetProperty("converged", out var count) && count.GetInt32() == Phones);

        PushFirmware();
        Office.Hurry();
        await UntilAsync("all run it", async () => Running(Wanted) == Phones && (await RolloutAsync()).ValueKind == JsonValueKind.Null);

        AssertInWaves(1, 2, 3);
        Assert.All(Office.Phones, AssertWentByTheStone);
        Assert.Equal(1, _steps.First().Phone);
        Assert.Equal(Office.Repository.Head, (await Office.StatusAsync(Cancellation)).GetProperty("published").GetString());
    }

    [Fact]
    public async Task Site_WithoutRollout_LeadsItsPhonesToAFirmwareInWavesAllTheSame()
    {
        var time = new ShiftedTime();
        await PrepareAsync("");
        await using var agent = Office.OpenAgent(time);
        Assert.Equal(ExitCode.Done, (await agent.RunAsync(Cancellation)).ExitCode);
        await using var bootstrap = Office.ServeFiles();
        await bootstrap.StartAsync(Cancellation);
        await PlugInAllAsync();
        await UntilAsync("all have converged", async () => (await LookAsync(agent)).Counts.Converged == Phones);

        PushFirmware();
        Assert.Equal(1, (await agent.RunAsync(Cancellation)).PhonesChanged);
        var waited = new List<TimeSpan>();
        await UntilAsync("all run it", () => AdvanceAsync(agent, time, waited));

        // One in a hundred, one in ten, which is the same phone, half of them, and the rest: after each but the last, five minutes of proof.
        Assert.Equal(2, waited.Count);
        Assert.All(waited, wait => Assert.InRange(wait, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5)));
        AssertInWaves(1, 2, 3);
        Assert.All(Office.Phones, AssertWentByTheStone);
        Assert.Equal(Office.Repository.Head, agent.States.Load().Published?.ToString());
    }

    [Fact]
    public async Task Canary_ThatStaysAtTheSteppingStone_HoldsTheRolloutUntilItRunsTheVersion()
    {
        await PrepareAsync(Waves(deadline: "5s"));
        await Office.StartAgentAsync(Cancellation);
        await PlugInAllAsync();
        var canary = Office.Phones[0].Phone;
        canary.RefusesFirmware = version => version == Wanted;

        PushFirmware();
        Office.Hurry();
        await UntilAsync("the rollout is held", async () => await RolloutAsync() is { ValueKind: JsonValueKind.Object } r && r.GetProperty("state").GetString() == "held");

        Assert.Contains("00:25:84:00:00:01 did not run the change", (await RolloutAsync()).GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal((Stone, 1), (canary.Memory.Identity.SoftwareVersion, canary.Trace.Count(step => step == $"refused {Wanted}")));
        var shown = await Office.AwaitAsync(1, p => p.GetProperty("firmware").GetProperty("running").GetString() == Stone, "it is seen with the stepping stone", Cancellation);
        Assert.Equal(("converged", Wanted), (shown.GetProperty("state").GetString(), shown.GetProperty("firmware").GetProperty("wanted").GetString()));
        Assert.All(Office.Phones.Skip(1), p => Assert.Equal((0, 0, Old), (p.Phone.Notified, p.Resyncs, p.Phone.Memory.Identity.SoftwareVersion)));
        Assert.All(_steps, step => Assert.Equal(1, step.Phone));

        canary.RefusesFirmware = null;
        Assert.Equal(0, (await Office.RunAsync(Cancellation, "resync", PhoneOffice.MacOf(1))).ExitCode);
        await UntilAsync("the canary runs it", () => Task.FromResult(Running(Wanted) == 1));
        Assert.Equal(0, (await Office.RunAsync(Cancellation, "rollout", "resume")).ExitCode);
        Office.Hurry();
        await UntilAsync("all run it", async () => Running(Wanted) == Phones && (await RolloutAsync()).ValueKind == JsonValueKind.Null);
        AssertInWaves(1, 2, 3);
    }

    /// <summary>An office of phones that ask for no version yet, whose images lie on a TFTP server.</summary>
    private async Task PrepareAsync(string rollout)
    {
        _asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        _office = new PhoneOffice(_asterisk, "pjsip", "{ resync: notify, refresh: 1s, rate: 50/s }", [.. Enumerable.Range(1, Phones).SelectMany(n => PhoneOffice.Desk(n))]);
        _images = await TftpdServer.StartAsync(Office.Served, Cancellation);
        Office.PutFirmware("spa50x-30x-7-5-4.bin", 40_000);
        Office.PutFirmware("spa50x-30x-7-6-2.bin", 50_000);
        var lines = Office.SiteFile.TrimEnd('\n').Split('\n').Select(line => line.Split(':')[0] switch
        {
            "provisioning" => $"provisioning: {{ url: \"tftp://{_images.EndPoint}\" }}",
            "firmware" => $"firmware: {{ SPA504G: {{ \"{Stone}\": spa50x-30x-7-5-4.bin, \"{Wanted}\": {{ image: spa50x-30x-7-6-2.bin, via: \"{Stone}\" }} }} }}",
            _ => line,
        });
        Office.Repository.Commit("Two steps", ("site.yaml", string.Join('\n', lines) + "\n" + rollout));
    }

    private async Task PlugInAllAsync()
    {
        for (var number = 1; number <= Phones; number++)
        {
            var phone = (await Office.PlugInAsync(number, Cancellation, firmware: Old)).Phone;
            var plugged = number;
            phone.OnStep = step => _steps.Enqueue((plugged, step));
        }
    }

    private void PushFirmware() =>
        Office.Repository.Commit("Upgrade", [.. Enumerable.Range(1, Phones).SelectMany(n => PhoneOffice.Desk(n, more: $"firmware: {Wanted}\n"))]);

    private int Running(string version) => Office.Phones.Count(p => p.Phone.Memory.Identity.SoftwareVersion == version);

    private async Task<JsonElement> RolloutAsync() => (await Office.StatusAsync(Cancellation)).GetProperty("rollout");

    private static async Task<ConvergenceReport> LookAsync(SiteAgent agent) => (await agent.FollowPhonesAsync(agent.Phones!, Cancellation)).Report!;

    /// <summary>What the agent does between two looks; where only the clock is waited for, that is put forward. True: the rollout is over.</summary>
    private static async Task<bool> AdvanceAsync(SiteAgent agent, ShiftedTime time, List<TimeSpan> waited)
    {
        await LookAsync(agent);
        var outlook = agent.ForeseeRollout();
        var isSettling = agent.States.Load().Rollout is { } rollout && outlook.NextChange < rollout.Since + rollout.Deadline;
        if (isSettling)
        {
            waited.Add(outlook.NextChange!.Value - time.GetUtcNow());
            time.Advance(waited[^1]);
            await LookAsync(agent);
            Assert.True(agent.ForeseeRollout().IsDue);
        }

        if (isSettling || outlook.IsDue)
        {
            Assert.Equal(ExitCode.Done, (await agent.RunAsync(Cancellation)).ExitCode);
        }

        return agent.States.Load().Rollout is null && (await LookAsync(agent)) is { Counts.Converged: Phones } report && report.Phones.All(p => p.Firmware == Wanted);
    }

    private static void AssertWentByTheStone(Testing.SimulatedPhone.LivePhone living)
    {
        var upgrades = living.Phone.Trace.Where(step => step.StartsWith("upgrade ", StringComparison.Ordinal)).Select(step => step.Split('/')[^1]);

        Assert.Equal([$"spa50x-30x-7-5-4.bin 40000 to {Stone}", $"spa50x-30x-7-6-2.bin 50000 to {Wanted}"], upgrades);
        Assert.Equal([$"reboot {Stone}", $"reboot {Wanted}"], living.Phone.Trace.Where(step => step.StartsWith("reboot ", StringComparison.Ordinal)));
    }

    /// <summary>Nobody of a wave did anything before everybody of the one before was registered with the version that is wanted.</summary>
    private void AssertInWaves(params int[] sizes)
    {
        var steps = _steps.ToList();
        var order = new Queue<int>(steps.Select(step => step.Phone).Distinct());
        var proved = -1;
        foreach (var size in sizes)
        {
            var wave = Enumerable.Range(0, size).Select(_ => order.Dequeue()).ToList();
            Assert.All(wave, phone => Assert.True(steps.FindIndex(step => step.Phone == phone) > proved, $"Phone {phone} began too early:\n{string.Join('\n', steps)}"));
            proved = wave.Max(RegisteredWithIt);
        }

        Assert.Empty(order);

        int RegisteredWithIt(int phone)
        {
            var reboot = steps.IndexOf((phone, $"reboot {Wanted}"));
            return steps.FindIndex(reboot, step => step.Phone == phone && step.Step.StartsWith("register ", StringComparison.Ordinal) && step.Step.EndsWith(" 200", StringComparison.Ordinal));
        }
    }

    private async Task UntilAsync(string what, Func<Task<bool>> condition)
    {
        try
        {
            await Eventually.HoldsAsync(what, Patience, condition, Cancellation);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}\n{Office.AgentLog}\n{string.Join('\n', _steps)}", exception);
        }
    }
}
