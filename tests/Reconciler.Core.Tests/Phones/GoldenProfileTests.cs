using System.Collections.Immutable;
using System.Text;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Families;
using Reconciler.Core.Secrets;
using Reconciler.Testing;

namespace Reconciler.Core.Tests.Phones;

/// <summary>One busy phone of each model. The golden files hold what is not a plain factory default; what the defaults are is held by one whole file.</summary>
public sealed class GoldenProfileTests
{
    public static TheoryData<string> Models => [.. PhoneModel.Usual.Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Models))]
    public void Render_BusyPhone_IsAsInTheGoldenFile(string model)
    {
        var profile = PhoneFixture.Render(Busy(PhoneFixture.Model(model)));
        var managed = ManagedParameters.NamesFor(PhoneFixture.Model(model)).ToHashSet(StringComparer.Ordinal);
        var shown = profile with { Parameters = [.. profile.Parameters.Where(p => managed.Contains(p.Name) || p.Source is not null)] };

        GoldenFile.Matches(Encoding.UTF8.GetString(ProfileWriter.ToBytes(shown)), $"Golden/{model}.xml");
    }

    [Theory]
    [InlineData("SPA942", "xml")]
    [InlineData("CP-8851-3PCC", "xml")]
    [InlineData("SPA2102", "xml")]
    [InlineData("ATA192", "xml")]
    [InlineData("T46S", "cfg")]
    public void Render_BusyDeviceOfAnotherFamily_IsAsInTheGoldenFile(string name, string suffix)
    {
        var model = PhoneFixture.Model(name);
        var family = DeviceFamilies.Of(model);
        var phone = Busy(model);
        var settings = phone.Settings with { DialPlan = PhoneFixture.At("(9xx.|[2-8]xxS0|0xx!)"), SyslogServer = PhoneFixture.At("192.168.2.245"), Parameters = [] };
        var profile = PhoneFixture.Render(phone with { Settings = settings });
        var managed = ManagedParameters.NamesFor(model).ToHashSet(StringComparer.Ordinal);
        var shown = profile with { Parameters = [.. profile.Parameters.Where(p => managed.Contains(p.Name) || p.Source is not null)] };

        GoldenFile.Matches(Encoding.UTF8.GetString(family.ToBytes(shown)), $"Golden/{name}.{suffix}");
    }

    [Fact]
    public void Render_PhoneWithoutAnything_IsAsInTheGoldenFile() =>
        GoldenFile.Matches(Encoding.UTF8.GetString(ProfileWriter.ToBytes(PhoneFixture.Render(PhoneFixture.Phone("SPA303")))), "Golden/SPA303-empty.xml");

    /// <summary>Two lines where the model has them, one on two keys, then BLF, speed dial and a hole; both console units; parameters of every sort.</summary>
    private static Phone Busy(PhoneModel model)
    {
        ImmutableArray<Registration> lines = model.Registrations == 1
            ? [PhoneFixture.Line(1, "151", "Fred", voicemail: true)]
            : [PhoneFixture.Line(1, "151", "Fred", voicemail: true), PhoneFixture.Line(2, "152", "Sally & Søn")];
        ImmutableArray<PhoneKey> keys =
        [
            PhoneFixture.LineKey(1, "Fred 151"),
            PhoneFixture.LineKey(Math.Min(2, lines.Length), "Sally; <all>"),
            PhoneFixture.Blf("153", "Reception"),
            PhoneFixture.Hole,
            PhoneFixture.SpeedDial("3615551212", "Office \"HQ\""),
            PhoneFixture.LineKey(1, "Fred again"),
        ];
        ImmutableArray<PhoneKey> console =
        [
            PhoneFixture.Blf("101", "Workshop"), PhoneFixture.Hole, .. Enumerable.Repeat<PhoneKey>(PhoneFixture.Hole, 30), PhoneFixture.SpeedDial("*97", "Voicemail"),
        ];
        return PhoneFixture.Phone(model.Name, lines, model.LineKeys == 0 ? [] : [.. keys.Take(model.LineKeys)]) with
        {
            Console = model.ConsoleUnits == 0 ? [] : console,
            Settings = new SettingsSpec
            {
                StationName = PhoneFixture.At("Büro"),
                TimeZone = new(new TimeZoneSpec("Europe/Paris", null, null), PhoneFixture.SiteLocation),
                AdminPassword = new(new(SecretKind.Admin, "profile/base", SecretOrigin.Derive, 1), PhoneFixture.SiteLocation),
                Parameters = [PhoneFixture.SecretParameter("GPP_SA"), PhoneFixture.Parameter("Ringer_Volume", "9"), PhoneFixture.Parameter("RTP_Packet_Size", "0.030")],
                Unchecked = [PhoneFixture.Parameter("Brand_New", "1")],
            },
        };
    }
}
