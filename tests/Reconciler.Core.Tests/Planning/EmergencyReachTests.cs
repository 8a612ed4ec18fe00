using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Planning;
using Reconciler.Testing.Fleets;

namespace Reconciler.Core.Tests.Planning;

/// <summary>At a site with emergency numbers nothing that calls leave by is taken away unasked.</summary>
public sealed class EmergencyReachTests
{
    private static readonly SiteSpec Site = With(Given.Site() with { Emergency = [Given.At("911")] }, ("fxsgroup", ["outbound"]), ("lobby", []));

    [Fact]
    public void AnIncludeThatGoes_NeedsAnApproval() => Assert.Equal(
        "The change takes context \"outbound\" from 151, 152, by which a call to 911 may leave.",
        Assert.Single(Reasons(Site, With(Site, ("fxsgroup", []), ("lobby", [])))));

    [Fact]
    public void TheSitesContextMoved_NeedsAnApproval() => Assert.Single(Reasons(Site, Site with { Asterisk = Site.Asterisk with { Context = Given.At("lobby") } }));

    [Fact]
    public void TheSitesContextRenamedWithItsIncludes_NeedsNone() =>
        Assert.Empty(Reasons(Site, With(Site, ("inside", ["outbound"])) with { Asterisk = With(Site, ("inside", ["outbound"])).Asterisk with { Context = Given.At("inside") } }));

    [Fact]
    public void AnExtensionMovedToTheLobby_NeedsAnApproval() => Assert.Equal(
        "The change takes context \"outbound\" from 151, by which a call to 911 may leave.",
        Assert.Single(Reasons(Site, Site, Phones("151"), Phones("151", context: "lobby"))));

    [Fact]
    public void APhoneGivenAnExtensionOfTheLobby_NeedsAnApproval()
    {
        Spec[] lobby = [Given.Extension("160") with { Context = Given.At("lobby") }];

        Assert.Equal(
            $"The change takes context \"outbound\" from {PlanFleets.Mac1}, by which a call to 911 may leave.",
            Assert.Single(Reasons(Site, Site, [.. Phones("151"), .. lobby], [.. Phones("151", line: "160"), .. lobby])));
    }

    [Fact]
    public void AContextPutBeforeIt_NeedsAnApproval() => Assert.Equal(
        "The change has calls of 151, 152 searched for in context \"from-trunk\" before \"outbound\", so a call to 911 may end there.",
        Assert.Single(Reasons(Site, With(Site, ("fxsgroup", ["from-trunk", "outbound"])))));

    [Fact]
    public void AContextBehindIt_NeedsNone() => Assert.Empty(Reasons(Site, With(Site, ("fxsgroup", ["outbound", "parkedcalls"]))));

    [Fact]
    public void AWayThroughAnotherContextOfTheSite_NeedsNone() =>
        Assert.Empty(Reasons(Site, With(Site, ("fxsgroup", ["upstairs"]), ("upstairs", ["outbound"]))));

    [Fact]
    public void ASiteWithoutEmergencyNumbers_IsFreeToChange()
    {
        var site = Site with { Emergency = [] };

        Assert.Empty(Reasons(site, With(site, ("fxsgroup", []))));
    }

    [Fact]
    public void Reasons_OfAFleet_NameAFewAndCountTheRest()
    {
        Spec[] many = [.. Enumerable.Range(100, 40).Select(n => Given.Extension($"{n}"))];

        Assert.Contains("from 100, 101, 102, 103, 104 and 35 more, by", Assert.Single(Reasons(Site, With(Site, ("fxsgroup", [])), many, many)), StringComparison.Ordinal);
    }

    private static System.Collections.Immutable.ImmutableArray<string> Reasons(SiteSpec from, SiteSpec to, Spec[]? before = null, Spec[]? after = null) => Guard.Judge(
        Planner.Create(PlanFleets.Of(from, before ?? Two), PlanFleets.Of(to.Edited(), after ?? Two)), GuardThresholds.Default, new Dictionary<string, string>()).Reasons;

    private static Spec[] Two => [Given.Extension("151"), Given.Extension("152")];

    private static Spec[] Phones(string number, string? context = null, string? line = null) =>
    [
        Given.Extension(number) with { Context = context is null ? null : Given.At(context) },
        Given.Phone(PlanFleets.Mac1, "SPA504G", Given.Line(line ?? number)),
    ];

    private static SiteSpec With(SiteSpec site, params (string Name, string[] Include)[] contexts) => site with
    {
        Asterisk = site.Asterisk with { Contexts = [.. contexts.Select(c => new CallingContextSpec(Given.At(c.Name), [.. c.Include.Select(i => Given.At(i))]))] },
    };
}
