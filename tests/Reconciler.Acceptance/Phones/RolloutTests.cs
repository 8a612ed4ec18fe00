using System.Globalization;
using System.Text.Json;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;

namespace Reconciler.Acceptance.Phones;

/// <summary>A change in waves: the shipped program, real Asterisk, and phones of which one does not bear the change.</summary>
public sealed class RolloutTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(22, "pjsip", false)]
    [InlineData(16, "sip", false)]
    [InlineData(22, "pjsip", true)]
    public async Task Waves_OfPhonesThatBearIt_ReachAllOneAfterTheOther(int version, string channel, bool byCron)
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions { Version = version }, Cancellation);
        await using var office = await StartAsync(asterisk, channel, 6, "hold");
        var seen = new List<int>();
        await using var files = byCron ? await WithoutAgentAsync(office) : null;

        Change(office, "New", byCron);
        await UntilAsync(office, "all run it", async () =>
        {
            var count = Running(office, "New");
            if (seen.Count == 0 || seen[^1] != count)
            {
                seen.Add(count);
            }

            // A phone counts what it did once it has registered anew, which may be after the last wave is out.
            return count == 6 && office.Phones.All(p => p.Resyncs >= 1) && (await RolloutAsync(office, byCron)).ValueKind == JsonValueKind.Null;
        }, byCron);

        // One canary, then half of the six, then the rest; never a phone of a later wave before.
        Assert.Contains(1, seen);
        Assert.Contains(3, seen);
        Assert.Equal(seen.Order(), seen);
        Assert.All(office.Phones, p => Assert.Equal((1, 1), (p.Phone.Notified, p.Resyncs)));
        Assert.Equal(office.Repository.Head, (await StatusAsync(office, byCron)).GetProperty("published").GetString());
    }

    [Theory]
    [InlineData(22, "pjsip", false)]
    [InlineData(16, "sip", true)]
    public async Task Canary_ThatBreaks_IsHeldAndToldOnce(int version, string channel, bool byCron)
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions { Version = version }, Cancellation);
        await using var office = await StartAsync(asterisk, channel, 4, "hold", canaries: 2, deadline: "8s");
        office.Phones[1].BreaksOn = memory => memory["Station_Name"] == "New";
        await using var files = byCron ? await WithoutAgentAsync(office) : null;

        Change(office, "New", byCron);
        await UntilStateAsync(office, "held", byCron);
        // It goes on being held, and being silent.
        var again = await (byCron ? office.RunAsync(Cancellation, "reconcile") : office.RunAsync(Cancellation, "status"));

        Assert.Equal(0, again.ExitCode);
        Assert.All(office.Phones.Skip(2), p => Assert.Equal((0, "Old"), (p.Phone.Notified, p.Phone.Memory["Station_Name"])));
        var status = await StatusAsync(office, byCron);
        Assert.Single(status.GetProperty("history").EnumerateArray(), run => run.GetProperty("result").GetString() == "RolloutHeld");
        var ready = status.GetProperty("conditions").EnumerateArray().Single(c => c.GetProperty("type").GetString() == "Ready");
        Assert.Equal(("False", "RolloutHeld"), (ready.GetProperty("status").GetString(), ready.GetProperty("reason").GetString()));
        Assert.Contains("is held since ", (await office.RunAsync(Cancellation, "status")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunByCron_KilledWhileItPublishesAWave_EndsTheRolloutTheSame()
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        await using var office = await StartAsync(asterisk, "pjsip", 6, "hold");
        await using var files = await WithoutAgentAsync(office);

        Change(office, "New", byCron: true);
        var kills = 0;
        foreach (var wave in new[] { 1, 2, 3 })
        {
            kills += await IsKilledInAWaveAsync(office) ? 1 : 0;
            await UntilAsync(
                office, $"wave {wave}", async () => await RolloutAsync(office, byCron: true) is var r && (r.ValueKind == JsonValueKind.Null || r.GetProperty("wave").GetInt32() >= wave), byCron: true);
        }

        Assert.InRange(kills, 2, 3);
        await UntilAsync(
            office, "all run it", async () => Running(office, "New") == 6 && (await RolloutAsync(office, byCron: true)).ValueKind == JsonValueKind.Null, byCron: true);
        Assert.Equal(office.Repository.Head, (await StatusAsync(office, byCron: true)).GetProperty("published").GetString());
        Assert.All(office.Phones, p => Assert.True(p.Phone.Lines.Values.All(l => l.IsRegistered)));
    }

    [Fact]
    public async Task Canary_OfTwoHundredPhonesThatBreaks_HoldsTheRollout_AndTheOthersNeverSawTheChange()
    {
        const int Phones = 200;
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        await using var office = await StartAsync(asterisk, "pjsip", Phones, "hold", canaries: 3, deadline: "10s");
        var tags = office.Phones.Select(p => p.Phone.Memory["SIP_User_Agent_Name"]).ToList();
        office.Phones[1].BreaksOn = memory => memory["Station_Name"] == "New";

        Change(office, "New");
        await UntilStateAsync(office, "held");

        var rollout = await RolloutAsync(office);
        Assert.Equal((1, 3, Phones - 3), (rollout.GetProperty("wave").GetInt32(), rollout.GetProperty("of").GetInt32(), rollout.GetProperty("held").GetInt32()));
        Assert.Contains("00:25:84:00:00:02 did not run the change", rollout.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, Running(office, "New"));
        Assert.All(office.Phones.Skip(3), p => Assert.Equal((0, 0, "Old"), (p.Phone.Notified, p.Resyncs, p.Phone.Memory["Station_Name"])));
        Assert.Equal(tags.Skip(3), office.Phones.Skip(3).Select(p => p.Phone.Memory["SIP_User_Agent_Name"]));
        Assert.All(office.Phones.Skip(3), p => Assert.True(p.Phone.Lines.Values.All(l => l.IsRegistered)));

        Assert.Equal(0, (await office.RunAsync(Cancellation, "rollout", "abort")).ExitCode);
        office.Hurry();
        await UntilAsync(office, "the canaries that still hear run the old one", () => Task.FromResult(Running(office, "New") == 1));
        Assert.Equal([tags[0], tags[2]], [office.Phones[0].Phone.Memory["SIP_User_Agent_Name"], office.Phones[2].Phone.Memory["SIP_User_Agent_Name"]]);
    }

    [Theory]
    [InlineData(22, "pjsip", true)]
    [InlineData(16, "sip", false)]
    public async Task Canary_ThatBreaksWithRollback_GetsTheOldProfileBack(int version, string channel, bool byCron)
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions { Version = version }, Cancellation);
        await using var office = await StartAsync(asterisk, channel, 4, "rollback", canaries: 2, deadline: "8s");
        var tags = office.Phones.Select(p => p.Phone.Memory["SIP_User_Agent_Name"]).ToList();
        office.Phones[1].BreaksOn = memory => memory["Station_Name"] == "New";
        await using var files = byCron ? await WithoutAgentAsync(office) : null;

        Change(office, "New", byCron);
        await UntilStateAsync(office, "rolledBack", byCron);
        await UntilAsync(office, "the canary that still hears runs the old one", () => Task.FromResult(office.Phones[0].Phone.Memory["SIP_User_Agent_Name"] == tags[0]), byCron);
        office.Phones[1].BreaksOn = null;
        await office.Phones[1].Phone.ResyncNowAsync(Cancellation);

        Assert.Equal(tags, office.Phones.Select(p => p.Phone.Memory["SIP_User_Agent_Name"]));
        Assert.All(office.Phones.Skip(2), p => Assert.Equal(0, p.Phone.Notified));
    }

    [Fact]
    public async Task Agent_KilledInEachWave_EndsTheRolloutTheSame()
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        await using var office = await StartAsync(asterisk, "pjsip", 6, "hold");

        Change(office, "New");
        foreach (var wave in new[] { 1, 2 })
        {
            await UntilAsync(office, $"wave {wave}", async () => await RolloutAsync(office) is { ValueKind: JsonValueKind.Object } r && r.GetProperty("wave").GetInt32() >= wave);
            await office.KillAgentAsync();
            await office.StartAgentAsync(Cancellation);
        }

        await UntilAsync(office, "all run it", async () => Running(office, "New") == 6 && (await RolloutAsync(office)).ValueKind == JsonValueKind.Null);
        var list = await office.ReadAsync(Cancellation);
        Assert.All(office.Phones, p => Assert.Contains(
            $"\"{p.Phone.Memory["SIP_User_Agent_Name"].Split('/')[^1]}\"", list.GetProperty("phones").GetRawText(), StringComparison.Ordinal));
    }

    /// <summary>All phones registered with the old profile, of which the first are the canaries.</summary>
    private static async Task<PhoneOffice> StartAsync(AsteriskRig asterisk, string channel, int phones, string onFailure, int canaries = 1, string deadline = "60s")
    {
        var office = new PhoneOffice(
            asterisk, channel, "{ resync: notify, refresh: 1s, rate: 50/s }", [.. Enumerable.Range(1, phones).SelectMany(n => PhoneOffice.Desk(n, more: "profiles: [base]\n")), ("profiles/base.yaml", "name: base\nstationName: Old\n")]);
        var macs = string.Join(", ", Enumerable.Range(1, canaries).Select(n => $"\"{PhoneOffice.MacOf(n)}\""));
        office.Repository.Commit("Waves", ("site.yaml", office.SiteFile + string.Create(
            CultureInfo.InvariantCulture, $"rollout: {{ waves: [ {{ canary: [{macs}] }}, 50% ], settle: 1s, deadline: {deadline}, onFailure: {onFailure} }}\n")));
        await office.StartAgentAsync(Cancellation);
        for (var number = 1; number <= phones; number++)
        {
            await office.PlugInAsync(number, Cancellation);
        }

        await UntilAsync(office, "all have converged", async () =>
            (await office.ReadAsync(Cancellation)).GetProperty("counts").TryGetProperty("converged", out var count) && count.GetInt32() == phones);
        return office;
    }

    private static void Change(PhoneOffice office, string stationName, bool byCron = false)
    {
        office.Repository.Commit("Rename all", ("profiles/base.yaml", $"name: base\nstationName: {stationName}\n"));
        if (!byCron)
        {
            office.Hurry();
        }
    }

    private static async Task<IAsyncDisposable> WithoutAgentAsync(PhoneOffice office)
    {
        await office.KillAgentAsync();
        var files = office.ServeFiles();
        await files.StartAsync(Cancellation);
        return files;
    }

    /// <summary>Kills the next run that publishes, with SIGKILL, as soon as its record says that it does; false: there was none.</summary>
    private static async Task<bool> IsKilledInAWaveAsync(PhoneOffice office)
    {
        var record = Path.Combine(office.State, "run.json");
        for (var run = 0; run < 10; run++)
        {
            await using var process = office.Start("reconcile");
            var known = await ReadAsync(record);
            while (!process.HasExited)
            {
                if (await ReadAsync(record) is { Length: > 0 } text && text != known)
                {
                    await process.KillAsync();
                    return true;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(1), Cancellation);
            }
        }

        return false;
    }

    private static async Task<string> ReadAsync(string file)
    {
        try
        {
            return File.Exists(file) ? await File.ReadAllTextAsync(file, Cancellation) : "";
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static int Running(PhoneOffice office, string stationName) => office.Phones.Count(p => p.Phone.Memory["Station_Name"] == stationName);

    private static async Task<JsonElement> StatusAsync(PhoneOffice office, bool byCron) => byCron
        ? JsonDocument.Parse((await office.RunAsync(Cancellation, "status", "--format", "json")).Output).RootElement
        : await office.StatusAsync(Cancellation);

    private static async Task<JsonElement> RolloutAsync(PhoneOffice office, bool byCron = false) => (await StatusAsync(office, byCron)).GetProperty("rollout");

    private static Task UntilStateAsync(PhoneOffice office, string state, bool byCron = false) => UntilAsync(
        office, $"the rollout is {state}", async () => await RolloutAsync(office, byCron) is { ValueKind: JsonValueKind.Object } r && r.GetProperty("state").GetString() == state, byCron);

    /// <summary>By cron, each look is after one run.</summary>
    private static async Task UntilAsync(PhoneOffice office, string what, Func<Task<bool>> condition, bool byCron = false)
    {
        try
        {
            await Eventually.HoldsAsync(
                what,
                Patience,
                async () =>
                {
                    if (byCron)
                    {
                        var run = await office.RunAsync(Cancellation, "reconcile");
                        Assert.True(run.ExitCode == 0, run.Errors);
                    }

                    return await condition();
                },
                Cancellation);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}\n{office.AgentLog}", exception);
        }
    }
}
