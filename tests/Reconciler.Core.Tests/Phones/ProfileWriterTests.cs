using System.Text;
using CsCheck;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;

namespace Reconciler.Core.Tests.Phones;

public sealed class ProfileWriterTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String[Gen.OneOf('<', '>', '&', '"', '\'', ']', ' ', 'a', 'é', '中', '–'), 0, 30],
        Gen.String[Gen.Char.AlphaNumeric, 0, 30],
        Gen.OneOf("]]>", "&amp;", "<!-- x -->", "<X ua=\"na\"/>", "😀", "\u00a0", "«tag»"));

    [Fact]
    public void ToBytes_AnyLabelAndName_ReadsBackEqual() => Gen.Select(Texts, Texts, Texts).Sample((station, label, value) =>
    {
        var phone = PhoneFixture.Phone("SPA525G", [PhoneFixture.Line(1, "151", station)], [PhoneFixture.LineKey(1, label)]) with
        {
            Settings = new SettingsSpec { StationName = PhoneFixture.At(station), Unchecked = [PhoneFixture.Parameter("Mine", value)] },
        };

        var read = PhoneFixture.Values(phone);

        Assert.Equal((station, station, label, value), (read["Station_Name"], read["Display_Name_1_"], read["Short_Name_1_"], read["Mine"]));
    });

    [Fact]
    public void ToBytes_AnyProfile_IsUtf8WithoutMarkAndEndsLinesWithLf()
    {
        var bytes = ProfileWriter.ToBytes(PhoneFixture.Render(PhoneFixture.Seed()));

        Assert.Equal((byte)'<', bytes[0]);
        Assert.Equal((byte)'\n', bytes[^1]);
        Assert.DoesNotContain((byte)'\r', bytes);
        Assert.Equal(Encoding.UTF8.GetString(bytes).Split('\n').Length, PhoneFixture.Parse(bytes).Count + 3);
    }

    [Fact]
    public void ToBytes_TheUsersOwnParameter_StaysTheUsers()
    {
        var phone = PhoneFixture.Phone("SPA504G") with { Settings = new SettingsSpec { Parameters = [PhoneFixture.Parameter("Ringer_Volume", "9")] } };

        Assert.Contains("<Ringer_Volume ua=\"rw\">9</Ringer_Volume>", Encoding.UTF8.GetString(ProfileWriter.ToBytes(PhoneFixture.Render(phone))), StringComparison.Ordinal);
    }

    [Fact]
    public void ToBytes_ControlCharacter_IsRefused()
    {
        var profile = new PhoneProfile(PhoneFixture.Mac("002584061156"), [new ProfileParameter("Station_Name", "a\u0001b", null, false)]);

        Assert.Throws<ArgumentException>(() => ProfileWriter.ToBytes(profile));
    }
}
