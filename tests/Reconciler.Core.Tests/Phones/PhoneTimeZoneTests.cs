using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;

namespace Reconciler.Core.Tests.Phones;

public sealed class PhoneTimeZoneTests
{
    [Theory]
    [InlineData("America/Chicago", "GMT-06:00", "", "start=3/8/7/2:0:0;end=11/1/7/2:0:0;save=1")]
    [InlineData("Europe/Paris", "GMT+01:00", "", "start=3/-1/7/2:0:0;end=10/-1/7/3:0:0;save=1")]
    [InlineData("Europe/London", "GMT", "", "start=3/-1/7/1:0:0;end=10/-1/7/2:0:0;save=1")]
    [InlineData("Europe/Dublin", "GMT", "", "start=3/-1/7/1:0:0;end=10/-1/7/2:0:0;save=1")]
    [InlineData("Australia/Sydney", "GMT+10:00", "", "start=10/1/7/2:0:0;end=4/1/7/3:0:0;save=1")]
    [InlineData("America/St_Johns", "GMT-03:30", "", "start=3/8/7/2:0:0;end=11/1/7/2:0:0;save=1")]
    [InlineData("Australia/Lord_Howe", "GMT+10:00", "00/30", "start=10/1/7/2:0:0;end=4/1/7/2:0:0;save=0:30")]
    [InlineData("Pacific/Chatham", "GMT+12:00", "00/45", "start=9/-1/7/2:45:0;end=4/1/7/3:45:0;save=1")]
    [InlineData("Africa/Cairo", "GMT+02:00", "", "start=4/-1/5/0:0:0;end=10/-1/4/23:59:59;save=1")]
    [InlineData("Asia/Kathmandu", "GMT+05:45", "", "")]
    [InlineData("Pacific/Kiritimati", "GMT+13:00", "01/00", "")]
    [InlineData("Pacific/Marquesas", "GMT-10:00", "00/30", "")]
    [InlineData("America/Phoenix", "GMT-07:00", "", "")]
    [InlineData("UTC", "GMT", "", "")]
    public void TryFrom_Zone_GivesThePhonesTerms(string zone, string timeZone, string offset, string rule)
    {
        Assert.True(PhoneTimeZone.TryFrom(new TimeZoneSpec(zone, null, null), out var found, out _));

        Assert.Equal(new PhoneTimeZone(timeZone, offset, rule), found);
    }

    [Fact]
    public void TryFrom_EveryZoneThatCanBeKept_IsInThePhonesList()
    {
        var legal = ParameterCatalogue.Of(PhoneModel.Usual[0]).Find("Time_Zone")!;
        var refused = new List<string>();
        foreach (var id in NodaTime.DateTimeZoneProviders.Tzdb.Ids)
        {
            if (PhoneTimeZone.TryFrom(new TimeZoneSpec(id, null, null), out var zone, out _))
            {
                Assert.Equal(zone.TimeZone, legal.Canonical(zone.TimeZone, PhoneModel.Usual[0]));
            }
            else
            {
                refused.Add(id);
            }
        }

        // Their clocks follow Ramadan.
        Assert.Subset(new HashSet<string>(StringComparer.Ordinal) { "Africa/Casablanca", "Africa/El_Aaiun", "Asia/Gaza", "Asia/Hebron" }, refused.ToHashSet(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(-9.5, "GMT-10:00", "00/30")]
    [InlineData(5.5, "GMT+05:30", "")]
    [InlineData(0, "GMT", "")]
    public void TryFrom_Offset_GivesThePhonesTerms(double hours, string timeZone, string offset)
    {
        Assert.True(PhoneTimeZone.TryFrom(new TimeZoneSpec(null, TimeSpan.FromHours(hours), null), out var found, out _));

        Assert.Equal(new PhoneTimeZone(timeZone, offset, ""), found);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(-12.5)]
    public void TryFrom_OffsetOutOfRange_SaysSo(double hours)
    {
        Assert.False(PhoneTimeZone.TryFrom(new TimeZoneSpec(null, TimeSpan.FromHours(hours), null), out _, out var problem));
        Assert.NotNull(problem);
    }
}
