using System.Globalization;
using System.Text.Json;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.SimulatedPhone;

namespace Reconciler.Acceptance.Phones;

/// <summary>A change that restarts a phone waits for its window: the shipped program, real Asterisk and live phones.</summary>
public sealed class WindowTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(22, "pjsip")]
    [InlineData(16, "sip")]
    public async Task Change_ThatRestartsAPhone_WaitsAlsoThroughAKill_AndGoesOnceACommitOpensTheWindow(int version, string channel)
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions { Version = version }, Cancellation);
        await using var office = new PhoneOffice(asterisk, channel, "{ resync: notify, refresh: 1s }", [.. PhoneOffice.Desk(1), .. PhoneOffice.Desk(2)]);
        var night = StartHour(12);
        office.Repository.Commit("Nights", ("site.yaml", office.SiteFile + Window(night, hours: 1)));
        await office.StartAgentAsync(Cancellation);
        var restarted = await office.PlugInAsync(1, Cancellation);
        var renamed = await office.PlugInAsync(2, Cancellation);
        await office.ConvergedAsync(1, Cancellation);
        await office.ConvergedAsync(2, Cancellation);
        var before = DebugLevel(restarted);

        office.Repository.Commit("Two changes", [("profiles/verbose.yaml", "name: verbose\nsyslog: { debugLevel: 3 }\n"), PhoneFile(1, "profiles: [verbose]\n"), PhoneFile(2, "stationName: New\n")]);
        office.Hurry();
        await UntilAsync(office, "the one that is not restarted runs it, and the other waits", async () =>
            renamed.Phone.Memory["Station_Name"] == "New" && await StateAsync(office) == "waiting");
        await office.KillAgentAsync();
        await office.StartAgentAsync(Cancellation);
        await UntilAsync(office, "it waits still", async () => await StateAsync(office) == "waiting");

        var rollout = (await office.StatusAsync(Cancellation)).GetProperty("rollout");
        Assert.Equal((0, before), (restarted.Phone.Notified, DebugLevel(restarted)));
        Assert.Equal(1, rollout.GetProperty("held").GetInt32());
        var status = await office.RunAsync(Cancellation, "status");
        Assert.Contains("restarts 00:25:84:00:00:01 and waits for the window \"nights\", which opens at ", string.Join(' ', status.Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        var opens = DateTimeOffset.Parse(rollout.GetProperty("until").GetString()!, CultureInfo.InvariantCulture);
        Assert.Equal((night, 0), (opens.Hour, opens.Minute));

        office.Repository.Commit("Any time", ("site.yaml", office.SiteFile + Window(StartHour(0), hours: 24)));
        office.Hurry();
        await UntilAsync(office, "the other runs it too", async () =>
            DebugLevel(restarted) == "3" && (await office.StatusAsync(Cancellation)).GetProperty("rollout").ValueKind == JsonValueKind.Null);
        Assert.Equal(office.Repository.Head, (await office.StatusAsync(Cancellation)).GetProperty("published").GetString());
    }

    [Fact]
    public async Task Window_ThatOpens_WakesTheAgentByItself()
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        await using var office = new PhoneOffice(asterisk, "pjsip", "{ resync: notify, refresh: 1s }", PhoneOffice.Desk(1));
        await office.StartAgentAsync(Cancellation);
        var phone = await office.PlugInAsync(1, Cancellation);
        await office.ConvergedAsync(1, Cancellation);
        var before = DebugLevel(phone);

        // The next full minute for which there is time to see that it waits.
        var soon = TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(75);
        var opens = new DateTimeOffset(soon.Year, soon.Month, soon.Day, soon.Hour, soon.Minute, 0, TimeSpan.Zero);
        office.Repository.Commit(
            "A window that opens soon",
            ("site.yaml", office.SiteFile + string.Create(CultureInfo.InvariantCulture, $"windows: [ {{ name: soon, allow: \"0 {opens.Minute} {opens.Hour} * * ?\", length: 1h, timeZone: UTC }} ]\n")),
            ("profiles/verbose.yaml", "name: verbose\nsyslog: { debugLevel: 3 }\n"),
            PhoneFile(1, "profiles: [verbose]\n"));
        office.Hurry();
        await UntilAsync(office, "it waits", async () => await StateAsync(office) == "waiting");
        Assert.Equal((0, before, true), (phone.Phone.Notified, DebugLevel(phone), TimeProvider.System.GetUtcNow() < opens));

        // Nobody hurries it, and it polls once an hour.
        await UntilAsync(office, "the phone runs it", () => Task.FromResult(DebugLevel(phone) == "3"), TimeSpan.FromSeconds(100));

        Assert.InRange(TimeProvider.System.GetUtcNow() - opens, TimeSpan.Zero, TimeSpan.FromSeconds(30));
        await UntilAsync(office, "the rollout is over", async () => await StateAsync(office) is null);
        Assert.Equal(office.Repository.Head, (await office.StatusAsync(Cancellation)).GetProperty("published").GetString());
    }

    private static (string Path, string Text) PhoneFile(int number, string more) => PhoneOffice.Desk(number, more: more).Single(f => f.Path.StartsWith("phones/", StringComparison.Ordinal));

    // On the phone's System page; what it does is no part of the simulation.
    private static string DebugLevel(LivePhone phone) => ((FactoryPhone)phone.Phone.Memory).Ignored["Debug_Level"];

    private static int StartHour(int inHours) => (TimeProvider.System.GetUtcNow().Hour + inHours) % 24;

    private static string Window(int startHour, int hours) => string.Create(
        CultureInfo.InvariantCulture, $"windows: [ {{ name: nights, allow: \"0 0 {startHour} * * ?\", length: {hours}h, timeZone: UTC }} ]\n");

    private static async Task<string?> StateAsync(PhoneOffice office) =>
        (await office.StatusAsync(Cancellation)).GetProperty("rollout") is { ValueKind: JsonValueKind.Object } rollout ? rollout.GetProperty("state").GetString() : null;

    private static async Task UntilAsync(PhoneOffice office, string what, Func<Task<bool>> condition, TimeSpan? patience = null)
    {
        try
        {
            await Eventually.HoldsAsync(what, patience ?? Patience, condition, Cancellation);
        }
        catch (TimeoutException exception)
        {
            throw new TimeoutException($"{exception.Message}\n{office.AgentLog}", exception);
        }
    }
}
