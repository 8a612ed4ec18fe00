using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Planning;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Scheduling;
using Reconciler.Testing.Fleets;

namespace Reconciler.Reconciliation.Tests.Rollouts;

public sealed class RolloutPlannerTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(100, 3, "10,50", "3,7,40,50")]
    [InlineData(100, 0, "10,50", "10,40,50")]
    [InlineData(100, 60, "10,50", "60,40")]
    [InlineData(10, 1, "1,5", "1,9")]
    [InlineData(7, 0, "50", "4,3")]
    public void Waves_AreTheCanariesThenSharesOfAllThatChangeThenTheRest(int phones, int canaries, string percentages, string sizes)
    {
        var rollout = Plan(phones, canaries, [.. percentages.Split(',').Select(int.Parse)])!;

        Assert.Equal(sizes, string.Join(',', Enumerable.Range(1, rollout.Of).Select(w => rollout.Groups.Where(g => g.Wave == w).Sum(g => g.Phones.Count))));
        Assert.Equal(phones, rollout.Groups.SelectMany(g => g.Phones).Distinct().Count());
        Assert.Equal(phones, rollout.Held);
        Assert.Empty(rollout.KeptAt(rollout.Of));
    }

    [Fact]
    public void Waves_AreTheSameForTheSameCommit_AndOthersForAnother()
    {
        var one = Plan(100, 0, [10], 'a')!;
        var again = Plan(100, 0, [10], 'a')!;
        var other = Plan(100, 0, [10], 'b')!;

        Assert.Equal(one.Groups.SelectMany(g => g.Phones), again.Groups.SelectMany(g => g.Phones));
        Assert.NotEqual(one.Groups[0].Phones, other.Groups[0].Phones);
    }

    [Fact]
    public void Waves_OfNothingThatChanges_AreNone() => Assert.Null(Plan(10, 1, [50], changed: false));

    [Theory]
    [InlineData("7.5.4", "a.bin", "7.5.4", "b.bin", 2)]
    [InlineData(null, "a.bin", "7.5.4", "a.bin", 2)]
    [InlineData("7.5.4", "a.bin", "7.5.4", "a.bin", 0)]
    public void Waves_OfASteppingStoneThatChanges_AreThoseOfFirmwareThoughTheSiteHasNone(string? via, string image, string? newVia, string newImage, int waves)
    {
        var current = EffectiveFleet.Of(Fleet(Id('0'), via, image));
        var target = Fleet(Id('b'), newVia, newImage);

        var rollout = RolloutPlanner.Create(new RolloutStart(current, Id('0'), null), target, WaveDivision.Of(current, target, new Lazy<Plan>(() => Planner.Create(current, EffectiveFleet.Of(target))), new HashSet<MacAddress>()), new QuartzWindowClock(), Now);

        Assert.Equal(waves, rollout?.Of ?? 0);

        static Fleet Fleet(CommitId commit, string? via, string image)
        {
            var site = Given.Site() with { Digest = Given.DigestOf(via, image), Firmware = [Given.Image("7.5.4") with { Image = Given.At(image) }, Given.Image("7.6.2", via)] };
            return FleetResolver.Resolve(Given.Specs(site, [.. Enumerable.Range(0, 2).Select(i => Given.Phone(Mac(i), "SPA525G") with { Firmware = Given.At("7.6.2") })]), commit).Fleet!;
        }
    }

    private static Rollout? Plan(int phones, int canaries, int[] percentages, char commit = 'b', bool changed = true)
    {
        var published = Id('0');
        var before = Fleet(phones, "Old", published, null);
        var rollout = new RolloutSpec(
            Given.Place("site.yaml"),
            [.. before.Phones.Take(canaries).Select(p => Given.At(p.Mac.ToString()))],
            [.. percentages.Select(p => Given.At(p))],
            TimeSpan.Zero,
            TimeSpan.FromHours(1),
            RolloutFailure.Hold);
        var target = Fleet(phones, changed ? "New" : "Old", Id(commit), rollout);
        var current = EffectiveFleet.Of(before);
        return RolloutPlanner.Create(new RolloutStart(current, published, null), target, WaveDivision.Of(current, target, new Lazy<Plan>(() => Planner.Create(current, EffectiveFleet.Of(target))), new HashSet<MacAddress>()), new QuartzWindowClock(), Now);
    }

    private static Fleet Fleet(int phones, string station, CommitId commit, RolloutSpec? rollout)
    {
        var specs = Enumerable.Range(0, phones).Select(i => (Spec)(Given.Phone(Mac(i), "SPA504G", Given.Line($"{1000 + i}", null, station)))).Concat(Enumerable.Range(0, phones).Select(i => Given.Extension($"{1000 + i}")));
        return FleetResolver.Resolve(Given.Specs(Given.Site() with { Rollout = rollout }, [.. specs]), commit).Fleet!;
    }

    private static string Mac(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"00258400{number:x4}");

    private static CommitId Id(char digit) => CommitId.TryParse(new string(digit, 40), out var id) ? id : throw new ArgumentException("no commit id", nameof(digit));
}
