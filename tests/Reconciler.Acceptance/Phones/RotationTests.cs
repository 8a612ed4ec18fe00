using System.Text.Json;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.SimulatedPhone;

namespace Reconciler.Acceptance.Phones;

/// <summary>A rotated secret, with a phone that challenges NOTIFY with the password that it runs with.</summary>
public sealed class RotationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rotation_KeepingThePrevious_MovesThePhoneWithoutARefusal()
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        await using var office = new PhoneOffice(asterisk, "pjsip", "{ resync: notify, networks: [10.0.0.0/8] }", [.. PhoneOffice.Desk(1)]);
        await office.StartAgentAsync(Cancellation);
        var living = await office.PlugInAsync(1, Cancellation);
        var before = await office.ConvergedAsync(1, Cancellation);
        var password = living.Phone.Memory["Password_1_"];

        office.Repository.Commit("Rotate", ("extensions/1.yaml", "extension: 151\nname: Someone\nsecret: { derive: 2, previous: 1 }\n"));
        office.Hurry();
        var rotated = await office.ConvergedAsync(1, Cancellation, notTag: before);

        Assert.NotEqual(password, living.Phone.Memory["Password_1_"]);
        Assert.Equal((1, 1), (living.Phone.Notified, living.Resyncs));
        Assert.DoesNotContain(living.Phone.Trace, step => step.StartsWith("register", StringComparison.Ordinal) && !step.EndsWith(" 200", StringComparison.Ordinal));
        await Eventually.HoldsAsync(
            "the previous password is asked to be dropped",
            TimeSpan.FromSeconds(30),
            async () => (await office.ReadAsync(Cancellation)).GetProperty("notices").EnumerateArray().Any(n => n.GetString()!.Contains("151", StringComparison.Ordinal)),
            Cancellation);

        // It has moved: a NOTIFY would be answered with the old password, which it does not take any more.
        office.Repository.Commit("Rename", ("phones/1.yaml", PhoneOffice.Desk(1, "Renamed")[1].Text));
        office.Hurry();
        await office.ConvergedAsync(1, Cancellation, notTag: rotated);

        Assert.Equal(1, living.Phone.Notified);
        Assert.Equal([($"/admin/resync?{living.Phone.Memory["Profile_Rule"].Replace("$MA", PhoneOffice.MacOf(1), StringComparison.Ordinal)}", 200)], living.WebRequests);
        Assert.Equal("Renamed", living.Phone.Memory["Short_Name_1_"]);
    }

    [Theory]
    [InlineData(22, "pjsip")]
    [InlineData(16, "sip")]
    public async Task Rotation_AtOnce_IsRefusedUntilThePhoneFetchesByItself(int version, string channel)
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions { Version = version }, Cancellation);
        await using var office = new PhoneOffice(
            asterisk, channel, "{ resync: notify }", [.. PhoneOffice.Desk(1, more: "profiles: [quiet]\n"), ("profiles/quiet.yaml", "name: quiet\nadmin: { webServer: false }\n")]);
        await office.StartAgentAsync(Cancellation);
        var living = await office.PlugInAsync(1, Cancellation);
        var before = await office.ConvergedAsync(1, Cancellation);

        office.Repository.Commit("Rotate", ("extensions/1.yaml", "extension: 151\nname: Someone\nsecret: { derive: 2 }\n"));
        office.Hurry();
        var waiting = await office.AwaitAsync(1, p => Why(p).Contains("NOTIFY challenge", StringComparison.Ordinal), "it is said why it is not told", Cancellation);

        Assert.Equal("pending", waiting.GetProperty("state").GetString());
        Assert.Equal((0, 0), (living.Phone.Notified, living.Resyncs));
        await living.Phone.RegisterAsync(Cancellation);
        Assert.Contains(living.Phone.Lines[1].RegistrationStatus, new[] { 401, 403 });

        await living.Phone.ResyncNowAsync(Cancellation);
        Assert.Equal(200, living.Phone.Lines[1].RegistrationStatus);
        await office.RunAsync(Cancellation, "phones");
        await office.ConvergedAsync(1, Cancellation, notTag: before);
    }

    [Fact]
    public async Task Rotation_OfTheAdministratorsPassword_IsToldByTheOldOne()
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions(), Cancellation);
        await using var office = new PhoneOffice(
            asterisk, "pjsip", "{ resync: http }", [.. PhoneOffice.Desk(1, more: "profiles: [locked]\n"), ("profiles/locked.yaml", "name: locked\nadmin: { password: { derive: 1 } }\n")]);
        await office.StartAgentAsync(Cancellation);
        var living = await office.PlugInAsync(1, Cancellation);
        var before = await office.ConvergedAsync(1, Cancellation);

        office.Repository.Commit("Rotate", ("profiles/locked.yaml", "name: locked\nadmin: { password: { derive: 2 } }\n"));
        office.Hurry();
        await office.ConvergedAsync(1, Cancellation, notTag: before);

        Assert.Equal([401, 200], living.WebRequests.Select(r => r.Status));
        Assert.Equal((0, 1), (living.Phone.Notified, living.Resyncs));
        Assert.Equal(PhoneManner.Normal, living.Phone.Manner);
    }

    private static string Why(JsonElement phone) => phone.GetProperty("why").GetString()!;
}
