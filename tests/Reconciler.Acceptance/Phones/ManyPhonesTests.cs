using System.Globalization;
using System.Text.Json;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;

namespace Reconciler.Acceptance.Phones;

/// <summary>Many phones of one site, all changed by one push.</summary>
public sealed class ManyPhonesTests(ITestOutputHelper output)
{
    private const string Profile = "name: base\nstationName: Old\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Push_ToTwoHundredPhones_TellsEachOnceAndProvesAll()
    {
        const int Phones = 200;
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        await using var office = new PhoneOffice(asterisk, "pjsip", "{ resync: notify, rate: 50/s }", Files(Phones));
        await office.StartAgentAsync(Cancellation);
        for (var number = 1; number <= Phones; number++)
        {
            await office.PlugInAsync(number, Cancellation);
        }

        await AllConvergedAsync(office, Phones);

        office.Repository.Commit("Rename all", ("profiles/base.yaml", "name: base\nstationName: New\n"));
        var started = TimeProvider.System.GetTimestamp();
        office.Hurry();
        await Eventually.HoldsAsync("all run it", TimeSpan.FromMinutes(2), () => Task.FromResult(office.Phones.All(p => p.Phone.Memory["Station_Name"] == "New")), Cancellation);
        await AllConvergedAsync(office, Phones);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"push to convergence of {Phones} phones at 50/s: {TimeProvider.System.GetElapsedTime(started).TotalSeconds:F1} s"));

        Assert.All(office.Phones, p => Assert.Equal((1, 1), (p.Phone.Notified, p.Resyncs)));
    }

    [Fact]
    public async Task Agent_KilledWhileItTellsPhones_GoesOnWhereItWas()
    {
        const int Phones = 12;
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        await using var office = new PhoneOffice(asterisk, "pjsip", "{ resync: notify, rate: 2/s }", Files(Phones));
        await office.StartAgentAsync(Cancellation);
        for (var number = 1; number <= Phones; number++)
        {
            await office.PlugInAsync(number, Cancellation);
        }

        await AllConvergedAsync(office, Phones);
        office.Repository.Commit("Rename all", ("profiles/base.yaml", "name: base\nstationName: New\n"));
        office.Hurry();
        for (var kills = 1; kills <= 3; kills++)
        {
            var enough = kills * 3;
            await Eventually.HoldsAsync($"{enough} were told", TimeSpan.FromSeconds(60), () => Task.FromResult(office.Phones.Sum(p => p.Resyncs) >= enough), Cancellation);
            await office.KillAgentAsync();
            await office.StartAgentAsync(Cancellation);
        }

        await AllConvergedAsync(office, Phones);

        // Who was told just before a kill may be told once more: that it was is written once a second.
        Assert.All(office.Phones, p => Assert.Equal("New", p.Phone.Memory["Station_Name"]));
        Assert.InRange(office.Phones.Sum(p => p.Phone.Notified), Phones, Phones + (3 * 3));
    }

    [Fact]
    public async Task Cron_RunsThatNothingFollows_TellInOneAndProveInTheNext()
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        await using var office = new PhoneOffice(asterisk, "pjsip", "{ resync: notify }", Files(2));
        await office.StartAgentAsync(Cancellation);
        await office.PlugInAsync(1, Cancellation);
        await office.PlugInAsync(2, Cancellation);
        await AllConvergedAsync(office, 2);
        var files = office.ServeFiles();
        await using var server = files;
        await office.KillAgentAsync();
        await files.StartAsync(Cancellation);
        office.Repository.Commit("Rename all", ("profiles/base.yaml", "name: base\nstationName: New\n"));

        var first = await office.RunAsync(Cancellation, "reconcile");
        var pending = await office.RunAsync(Cancellation, "status", "--format", "json");
        await Eventually.HoldsAsync("both run it", TimeSpan.FromSeconds(30), () => Task.FromResult(office.Phones.All(p => p.Resyncs == 1)), Cancellation);
        var second = await office.RunAsync(Cancellation, "reconcile");
        var proved = await office.RunAsync(Cancellation, "status", "--format", "json");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal("False", ConvergedOf(pending.Output));
        Assert.Equal("True", ConvergedOf(proved.Output));
        Assert.All(office.Phones, p => Assert.Equal(1, p.Phone.Notified));
    }

    private static string? ConvergedOf(string status) => JsonDocument.Parse(status).RootElement.GetProperty("conditions").EnumerateArray()
        .Single(c => c.GetProperty("type").GetString() == "Converged").GetProperty("status").GetString();

    private static (string Path, string Text)[] Files(int phones) =>
        [.. Enumerable.Range(1, phones).SelectMany(n => PhoneOffice.Desk(n, more: "profiles: [base]\n")), ("profiles/base.yaml", Profile)];

    private static Task AllConvergedAsync(PhoneOffice office, int phones) => Eventually.HoldsAsync(
        $"{phones} have converged",
        TimeSpan.FromMinutes(2),
        async () => (await office.ReadAsync(Cancellation)).GetProperty("counts").TryGetProperty("converged", out var count) && count.GetInt32() == phones,
        Cancellation);
}
