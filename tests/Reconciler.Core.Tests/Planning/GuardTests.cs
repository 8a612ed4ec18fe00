using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Planning;
using Reconciler.Testing.Fleets;

namespace Reconciler.Core.Tests.Planning;

public sealed class GuardTests
{
    private static readonly Dictionary<string, string> NoApprovals = [];

    [Theory]
    [InlineData(20, 2, true)]
    [InlineData(20, 3, false)]
    [InlineData(10, 1, true)]
    [InlineData(10, 2, false)]
    [InlineData(9, 8, true)]
    [InlineData(9, 9, false)]
    public void Judge_RemovedPhones_BySmallAndLargeShares(int before, int removed, bool allowed)
    {
        var verdict = Judge(PhonesOnly(before), PhonesOnly(before - removed));

        Assert.Equal(allowed, verdict.Allowed);
        Assert.Equal(allowed ? 0 : 1, verdict.Reasons.Length);
    }

    [Fact]
    public void Judge_RemovedExtensions_AreCountedToo()
    {
        var verdict = Judge(ExtensionsOnly(20), ExtensionsOnly(17));

        Assert.Equal("The change removes 3 of 20 extensions, more than the 10 % allowed.", Assert.Single(verdict.Reasons));
    }

    [Fact]
    public void Judge_Additions_NeverNeedAnApproval() => Assert.True(Judge(PhonesOnly(10), PhonesOnly(200)).Allowed);

    [Fact]
    public void Judge_AFirstFleet_IsAllowed() =>
        Assert.True(Guard.Judge(Planner.Create(null, PlanFleets.Of(PhonesOnly(20))), GuardThresholds.Default, NoApprovals).Allowed);

    [Fact]
    public void Judge_ReplacedPhones_AreNotRemoved()
    {
        Spec[] Fleet(int firstMac) =>
        [
            .. Enumerable.Range(0, 20).Select(i => Given.Extension($"{100 + i}")),
            .. Enumerable.Range(0, 20).Select(i => Given.Phone($"00258400{firstMac + i:x4}", "SPA504G", Given.Line($"{100 + i}"))),
        ];

        Assert.True(Judge(Fleet(0), Fleet(0x1000)).Allowed);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("host")]
    public void Judge_AMovedSite_NeedsAnApproval(string what)
    {
        var site = Given.Site();
        var moved = what == "name" ? site with { Name = Given.At("branch") } : site with { Asterisk = site.Asterisk with { Host = Given.At("10.0.0.9") } };

        var plan = Planner.Create(PlanFleets.Of(site, Given.Extension("151")), PlanFleets.Of(moved.Edited(), Given.Extension("151")));
        var verdict = Guard.Judge(plan, GuardThresholds.Default, NoApprovals);

        Assert.False(verdict.Allowed);
        Assert.Single(verdict.Reasons);
    }

    [Fact]
    public void Judge_WithAnApprovalOfThisPlan_AllowsAndKeepsTheReasons()
    {
        var plan = Planner.Create(PlanFleets.Of(PhonesOnly(20)), PlanFleets.Of(PhonesOnly(5)));

        var approved = Guard.Judge(plan, GuardThresholds.Default, new Dictionary<string, string> { [plan.Hash.ToString()] = "approve on this host" });
        var other = Guard.Judge(plan, GuardThresholds.Default, new Dictionary<string, string> { [Given.DigestOf("other").ToString()] = "someone" });

        Assert.Equal((true, "approve on this host", 1), (approved.Allowed, approved.ApprovedBy, approved.Reasons.Length));
        Assert.Equal((false, null), (other.Allowed, other.ApprovedBy));
    }

    private static GuardVerdict Judge(Spec[] from, Spec[] to) =>
        Guard.Judge(Planner.Create(PlanFleets.Of(from), PlanFleets.Of(to)), GuardThresholds.Default, NoApprovals);

    private static Spec[] PhonesOnly(int count) => [.. Enumerable.Range(0, count).Select(i => Given.Phone($"00258400{i:x4}", "SPA504G", Given.Dial("1")))];

    private static Spec[] ExtensionsOnly(int count) => [.. Enumerable.Range(0, count).Select(i => Given.Extension($"{100 + i}"))];
}
