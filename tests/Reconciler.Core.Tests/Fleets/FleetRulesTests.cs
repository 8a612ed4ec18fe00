using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Testing.Fleets;
using static Reconciler.Core.Tests.Fleets.FleetFindings;

namespace Reconciler.Core.Tests.Fleets;

public sealed class FleetRulesTests
{
    private const string Mac1 = "002584061156";
    private const string Mac2 = "002584d8d147";

    private static readonly string[] None = [];

    [Fact]
    public void Rejects_SameMacTwice_NamingBothPlaces()
    {
        var first = Given.Phone(Mac1, "SPA504G");

        var found = Only(Given.Specs(null, first, Given.Phone(Mac1, "SPA525G")), Codes.DuplicateMac);

        Assert.Contains("00:25:84:06:11:56", found.Message, StringComparison.Ordinal);
        Assert.Contains(first.Mac.Location.ToString(), found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_SameAddressTwice() => Only(
        Given.Specs(null, Given.Phone(Mac1, "SPA504G") with { Address = Given.At("10.0.0.1") }, Given.Phone(Mac2, "SPA504G") with { Address = Given.At("10.0.0.1") }),
        Codes.DuplicateAddress);

    [Fact]
    public void Rejects_SameProfileTwice() => Only(Given.Specs(null, Given.Profile("a"), Given.Profile("a")), Codes.DuplicateProfile);

    [Fact]
    public void Rejects_SameDidTwiceInOneContext() =>
        Only(Given.Specs(null, Given.Extension("151"), Given.Route("555", "151"), Given.Route("555", "151")), Codes.DuplicateDid);

    [Fact]
    public void Accepts_SameDidInTwoContexts() => Assert.Empty(Find(Given.Specs(
        null, Given.Extension("151"), Given.Route("555", "151"), Given.Route("555", "151") with { Context = Given.At("itsp2") })));

    [Fact]
    public void Rejects_DidThatIsAnExtensionOfTheSameContext() => Only(
        Given.Specs(null, Given.Extension("151"), Given.Route("151", "151") with { Context = Given.At("fxsgroup") }), Codes.DuplicateNumber);

    [Theory]
    [InlineData("151", "151")]
    [InlineData("911", null)]
    [InlineData("701", null)]
    [InlineData("720", null)]
    public void Rejects_ExtensionOfATakenNumber(string number, string? group)
    {
        Spec[] specs = group is null ? [Given.Extension(number)] : [Given.Extension(number), Given.Group(group, number)];

        Only(Given.Specs(null, specs), Codes.DuplicateNumber);
    }

    [Theory]
    [InlineData("700")]
    [InlineData("721")]
    [InlineData("0701")]
    [InlineData("71")]
    public void Accepts_ExtensionBesideTheExternalRange(string number) => Assert.Empty(Find(Given.Specs(null, Given.Extension(number))));

    [Fact]
    public void Rejects_FeatureCodeThatIsAnExtension()
    {
        var site = Given.Site();
        site = site with { Features = site.Features with { Voicemail = Given.At("997") } };

        var found = Only(Given.Specs(site, Given.Extension("997")), Codes.DuplicateNumber);

        Assert.Contains("feature code voicemail 997", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_TwoFeaturesOfOneCode()
    {
        var site = Given.Site();

        Only(Given.Specs(site with { Features = site.Features with { GroupPickup = Given.At("*97") } }), Codes.DuplicateNumber);
    }

    [Fact]
    public void Rejects_NumberThatDirectedPickupDials()
    {
        var site = Given.Site();
        site = site with { Features = site.Features with { DirectedPickup = Given.At("7") } };

        var found = Only(Given.Specs(site, Given.Extension("151"), Given.Extension("7151")), Codes.DuplicateNumber);

        Assert.Contains("directed pickup of extension 151", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_UnknownCallingContext_WithTheNearest()
    {
        var found = Only(Given.Specs(null, Given.Extension("151") with { Context = Given.At("loby") }), Codes.UnknownContext);

        Assert.Equal("Did you mean \"lobby\"?", found.Hint);
    }

    [Fact]
    public void Rejects_UnknownProfiles_EverywhereTheyAreNamed()
    {
        var specs = Given.Specs(
            Given.Site(defaultProfile: "bass"),
            Given.Profile("base", "other"),
            Given.Phone(Mac1, "SPA504G") with { Profiles = Given.Names("reception") });

        var found = Find(specs);

        Assert.Equal(3, found.Count(d => d.Code == Codes.UnknownProfile.Id));
        Assert.Contains(found, d => d.Hint == "Did you mean \"base\"?");
    }

    [Fact]
    public void Rejects_ProfileCircle_Once()
    {
        var found = Only(Given.Specs(null, Given.Profile("a", "b"), Given.Profile("b", "c"), Given.Profile("c", "a"), Given.Profile("d", "a")), Codes.ProfileCycle);

        Assert.Contains("a -> b -> c -> a", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rejects_ProfileThatExtendsItself() => Only(Given.Specs(null, Given.Profile("a", "a")), Codes.ProfileCycle);

    [Fact]
    public void Accepts_ProfileReachedTwoWays() =>
        Assert.Empty(Find(Given.Specs(null, Given.Profile("a", "b", "c"), Given.Profile("b", "d"), Given.Profile("c", "d"), Given.Profile("d"))));

    [Fact]
    public void Rejects_ChainOfProfilesBeyondTheLimit()
    {
        var profiles = Enumerable.Range(0, 5000).Select(i => Given.Profile($"p{i}", i == 0 ? [] : [$"p{i - 1}"]));

        Only(Given.Specs(null, [.. profiles, Given.Phone(Mac1, "SPA504G") with { Profiles = Given.Names("p4999") }]), Codes.TooManyProfiles);
    }

    [Fact]
    public void Rejects_RingOfWhatIsNotThere()
    {
        Only(Given.Specs(null, Given.Group("600", "151")), Codes.UnknownRingTarget);
        Only(Given.Specs(null, Given.Route("555", "151")), Codes.UnknownRingTarget);
    }

    [Fact]
    public void Rejects_GroupsWhereOnlyExtensionsMayStand()
    {
        Spec[] known = [Given.Extension("151"), Given.Group("600", "151")];

        Assert.Empty(Find(Given.Specs(null, [.. known, Given.Route("555", "600")])));
        Only(Given.Specs(null, [.. known, Given.Route("555", "600", "151")]), Codes.MixedRing);
        Only(Given.Specs(null, [.. known, Given.Group("601", "600")]), Codes.MixedRing);
    }

    [Theory]
    [InlineData(DestinationKind.Extension, "188", "REC039")]
    [InlineData(DestinationKind.Group, "151", "REC039")]
    [InlineData(DestinationKind.Voicemail, "188", "REC039")]
    [InlineData(DestinationKind.Voicemail, "151", "REC040")]
    [InlineData(DestinationKind.Voicemail, "152", null)]
    [InlineData(DestinationKind.Extension, "151", null)]
    [InlineData(DestinationKind.Goto, "ivr,s,1", null)]
    public void Judges_WhereACallEnds(DestinationKind kind, string target, string? code)
    {
        Spec[] known = [Given.Extension("151"), Given.Extension("152") with { Voicemail = Given.Voicemail("152") }];
        var otherwise = Given.To(kind, target);

        foreach (var spec in new Spec[] { Given.Group("600", "151") with { Otherwise = otherwise }, Given.Route("555", "151") with { Otherwise = otherwise } })
        {
            Assert.Equal(code is null ? None : [code], Find(Given.Specs(null, [.. known, spec])).Select(d => d.Code));
        }
    }

    [Fact]
    public void Rejects_GroupsThatHandACallRound_Once()
    {
        RingGroupSpec Next(string number, string next) => Given.Group(number, "151") with { Otherwise = Given.To(DestinationKind.Group, next) };

        Only(Given.Specs(null, Given.Extension("151"), Next("600", "601"), Next("601", "602"), Next("602", "601"), Next("603", "600")), Codes.DestinationCycle);
        Only(Given.Specs(null, Given.Extension("151"), Next("600", "600")), Codes.DestinationCycle);
        Assert.Empty(Find(Given.Specs(null, Given.Extension("151"), Next("600", "602"), Next("601", "602"), Given.Group("602", "151"))));
    }

    [Fact]
    public void Warns_AboutAnExtensionThatNoPhoneCarries()
    {
        var found = Only(Given.Specs(null, Given.Extension("151", device: DeviceKind.Phone)), Codes.UncarriedExtension);

        Assert.Equal(Severity.Warning, found.Severity);
        Assert.Empty(Find(Given.Specs(null, Given.Extension("151", device: DeviceKind.Phone), Given.Phone(Mac1, "SPA301", Given.Line("151")))));
    }

    [Fact]
    public void Rejects_ExtensionOnTwoPhones_WithChanSipOnly()
    {
        Spec[] specs = [Given.Extension("151"), Given.Phone(Mac1, "SPA504G", Given.Line("151"), Given.Line("151")), Given.Phone(Mac2, "SPA504G", Given.Line("151"))];

        Assert.Empty(Find(Given.Specs(Given.Site(SipChannel.Pjsip), specs)));
        Only(Given.Specs(Given.Site(SipChannel.Sip), specs), Codes.SharedWithChanSip);
    }

    [Fact]
    public void Rejects_PreviousSecret_WithChanSip_OrEqualToTheCurrent()
    {
        var extension = Given.Extension("151");
        var same = extension with { PreviousSecret = extension.Secret };
        var older = extension with { PreviousSecret = Given.At(extension.Secret.Value with { Rotation = 0 }) };

        Only(Given.Specs(null, same), Codes.PreviousIsCurrent);
        Only(Given.Specs(Given.Site(SipChannel.Sip), older), Codes.PreviousWithChanSip);
        Assert.Empty(Find(Given.Specs(null, older)));
    }

    [Fact]
    public void Reports_EverythingAtOnce_ByFileAndLine()
    {
        var specs = Given.Specs(
            null,
            Given.Phone(Mac1, "SPA504G", Given.Line("151"), Given.Blf("152")),
            Given.Phone(Mac1, "SPA504G") with { Profiles = Given.Names("nowhere"), Firmware = Given.At("1") });

        var resolution = FleetResolver.Resolve(specs, null);

        Assert.Null(resolution.Fleet);
        Assert.Equal(5, resolution.Diagnostics.Length);
        Assert.Equal(resolution.Diagnostics.OrderBy(d => d.Location), resolution.Diagnostics);
    }

    [Fact]
    public void Resolve_WithoutASite_StillReportsTheRest() =>
        Assert.Contains(Find(Given.Specs(null, Given.Phone(Mac1, "SPA504G", Given.Line("151"))) with { Site = null }), d => d.Code == Codes.UnknownLine.Id);
}
