using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Planning;
using Reconciler.Core.Secrets;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Scheduling;
using Reconciler.Testing.Fleets;

namespace Reconciler.Reconciliation.Tests.Rollouts;

/// <summary>Each fleet is written as its phones, which are numbered in that order, each with the extensions that it carries: <c>151; 151 152; -</c>.</summary>
public sealed class RolloutUnitsTests
{
    [Theory]
    [InlineData("151; 152; 153", "151; 152; 153", "0; 1; 2")]
    [InlineData("151; 152; 153", "152; 151; 153", "0 1; 2")] // a swap
    [InlineData("151; 152; 153; 154", "152; 153; 151; 154", "0 1 2; 3")] // round a table
    [InlineData("151; 152; 153", "151; 152; 154", "0; 1; 2")] // a new number comes, an old one goes
    [InlineData("151; 152; 153", "152; 154; 153", "0 1; 2")] // up the ladder
    [InlineData("151; 151; 152", "151; 151; 151", "0; 1; 2")] // one more carries it: nobody loses it
    [InlineData("151; 151; 152", "151; 152; 151", "0; 1 2")] // of two that carry it, one hands it on
    [InlineData("151 153; 152; -", "151; 152; 153", "0 2; 1")] // to a new phone
    [InlineData("151; 152; 153", "151; -; 153 152", "0; 1 2")] // from one that goes
    [InlineData("151; 152; -", "151; 152; 153", "0; 1")] // a new phone by itself has nothing to keep
    public void Units_OfMovedNumbers_AreThoseThatLoseThemWithThoseThatGainThem(string before, string after, string units) =>
        Assert.Equal(units, Units(before, after, rotated: null));

    [Theory]
    [InlineData("151; 151; 152", "151; 151; 152", "0 1; 2")]
    [InlineData("151; 152; -", "151; 152; 151", "0 2; 1")] // a new phone that knows only the new password
    [InlineData("151; 152; -", "151; 152; 152", "0; 1")]
    public void Units_OfARotatedSecret_AreAllThatCarryItsExtension(string before, string after, string units) =>
        Assert.Equal(units, Units(before, after, rotated: "151"));

    [Theory]
    [InlineData(SipChannel.Pjsip)]
    [InlineData(SipChannel.Sip)]
    public void Waves_OfASwap_HaveItsPhonesInOne(SipChannel channel)
    {
        var before = Fleet("151; 152; 153; 154; 155; 156", '0', channel: channel);
        foreach (var commit in "abcdef")
        {
            var rollout = Plan(before, Fleet("152; 151; 157; 158; 159; 160", commit, channel: channel, percent: 20))!;

            Assert.Single(rollout.Groups, g => g.Phones.Contains(Mac(0)) && g.Phones.Contains(Mac(1)));
        }
    }

    [Fact]
    public void Waves_OfPhonesThatAllHaveToGoTogether_AreNone() =>
        Assert.Null(Plan(Fleet("151; 152; 153", '0'), Fleet("152; 153; 151", 'b', percent: 20)));

    [Fact]
    public void Waves_OfFirmwareAlone_TakeTheOtherPhonesOfARotatedSecretAlong()
    {
        var before = Fleet("151; 151; 152", '0');
        var rollout = Plan(before, Fleet("151; 151; 152", 'b', rotated: "151", firmware: [0, 2]))!;

        Assert.Equal(3, rollout.Groups.Sum(g => g.Phones.Count));
        Assert.Single(rollout.Groups, g => g.Phones.Contains(Mac(0)) && g.Phones.Contains(Mac(1)));
    }

    private static string Units(string before, string after, string? rotated)
    {
        var (current, target) = (EffectiveFleet.Of(Fleet(before, '0')), Fleet(after, 'b', rotated, stationName: "New"));
        var units = RolloutUnits.Of(current, target, Planner.Create(current, EffectiveFleet.Of(target)).Phones);
        return string.Join("; ", units.Select(unit => string.Join(' ', unit.Select(Number))).Order(StringComparer.Ordinal));
    }

    private static Rollout? Plan(Fleet before, Fleet target)
    {
        var current = EffectiveFleet.Of(before);
        return RolloutPlanner.Create(
            new RolloutStart(current, before.Commit!.Value, null), target, WaveDivision.Of(current, target, new Lazy<Plan>(() => Planner.Create(current, EffectiveFleet.Of(target))), new HashSet<MacAddress>()), new QuartzWindowClock(), new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.Zero));
    }

    private static Fleet Fleet(
        string phones, char commit, string? rotated = null, string stationName = "Old", SipChannel channel = SipChannel.Pjsip, int percent = 0, int[]? firmware = null)
    {
        var carried = phones.Split("; ").Select(p => p == "-" ? [] : p.Split(' ')).ToList();
        var specs = carried.Select((numbers, i) => numbers.Length == 0 ? null : (Spec)PhoneOf(i, numbers)).OfType<Spec>()
            .Concat(carried.SelectMany(numbers => numbers).Distinct(StringComparer.Ordinal).Select(ExtensionOf));
        var rollout = percent == 0 ? null : new RolloutSpec(
            Given.Place("site.yaml"), [], [Given.At(percent)], TimeSpan.Zero, TimeSpan.FromHours(1), RolloutFailure.Hold);
        var site = Given.Site(channel) with { Rollout = rollout, Firmware = [Given.Image("7.6.2")] };
        return FleetResolver.Resolve(Given.Specs(site, [.. specs]), Id(commit)).Fleet!;

        PhoneSpec PhoneOf(int i, string[] numbers)
        {
            var phone = Given.Phone(Mac(i).ToString(), "SPA525G", [.. numbers.Select(n => Given.Line(n, null, stationName))]);
            return firmware?.Contains(i) == true ? phone with { Firmware = Given.At("7.6.2"), Digest = Given.DigestOf(phone.Digest.ToString(), "7.6.2") } : phone;
        }

        Spec ExtensionOf(string number) => number != rotated ? Given.Extension(number) : Given.Extension(number) with
        {
            Digest = Given.DigestOf("rotated", number),
            Secret = Given.At(new SecretReference(SecretKind.Secret, "extension/" + number, SecretOrigin.Derive, 2)),
        };
    }

    private static MacAddress Mac(int number) => Given.Mac($"00258400000{number}");

    private static string Number(MacAddress mac) => mac.ToString()[^1..];

    private static CommitId Id(char digit) => CommitId.TryParse(new string(digit, 40), out var id) ? id : throw new ArgumentException("no commit id", nameof(digit));
}
