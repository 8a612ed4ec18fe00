using System.Globalization;
using System.Xml.Linq;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.SimulatedPhone;

namespace Reconciler.Acceptance.Phones;

/// <summary>From a push to the proof that the phone runs it: real Asterisk, the shipped program as an agent, and phones that do as they are told.</summary>
public sealed class ConvergenceTests(ITestOutputHelper output)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(22, "pjsip")]
    [InlineData(16, "sip")]
    public async Task Push_OneLabel_IsRunByThatPhoneAndProvedByItsRegistration(int version, string channel)
    {
        await using var asterisk = await AsteriskRig.StartAsync(new AsteriskRigOptions { Version = version }, Cancellation);
        await using var office = new PhoneOffice(asterisk, channel, "{ resync: notify }", [.. PhoneOffice.Desk(1), .. PhoneOffice.Desk(2)]);
        await office.StartAgentAsync(Cancellation);
        var told = await office.PlugInAsync(1, Cancellation);
        var other = await office.PlugInAsync(2, Cancellation);
        var before = await office.ConvergedAsync(1, Cancellation);
        await office.ConvergedAsync(2, Cancellation);

        office.Repository.Commit("Rename", PhoneOffice.Desk(1, "Renamed"));
        var started = TimeProvider.System.GetTimestamp();
        office.Hurry();
        var after = await office.ConvergedAsync(1, Cancellation, notTag: before);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"push to convergence, {channel}: {TimeProvider.System.GetElapsedTime(started).TotalMilliseconds:F0} ms"));

        Assert.Equal(("Renamed", $"$VERSION cfg/{after}"), (told.Phone.Memory["Short_Name_1_"], told.Phone.Memory["SIP_User_Agent_Name"]));
        Assert.Equal(("Renamed", "*************"), await ShownAsync(told));
        Assert.Equal((1, 1), (told.Phone.Notified, told.Resyncs));
        Assert.Equal((0, 0), (other.Phone.Notified, other.Resyncs));
        var status = await office.StatusAsync(Cancellation);
        Assert.Equal((2, 2), (status.GetProperty("phones").GetProperty("total").GetInt32(), status.GetProperty("phones").GetProperty("converged").GetInt32()));
        Assert.Equal("True", status.GetProperty("conditions").EnumerateArray().Single(c => c.GetProperty("type").GetString() == "Converged").GetProperty("status").GetString());
    }

    /// <summary>The first key's label and the first password, on the web page where a phone shows what it runs.</summary>
    private static async Task<(string? Label, string? Password)> ShownAsync(LivePhone phone)
    {
        using var web = new HttpClient();
        var shown = XElement.Parse(await web.GetStringAsync(new Uri($"http://{phone.Address}/admin/spacfg.xml"), Cancellation));
        return (shown.Element("Short_Name_1_")?.Value, shown.Element("Password_1_")?.Value);
    }
}
