using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Testing.Fleets;

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
    public void Rejects_LineThatNoExtensionFileDefines()
    {
        var key = Given.Line("2O1");

        var found = Only(Given.Specs(null, Given.Extension("201"), Given.Phone(Mac1, "SPA504G", Given.Disabled(), key)), Codes.UnknownLine);

        Assert.Equal(key.Extension.Location, found.Location);
        Assert.Equal("key 2 of phone 00:25:84:06:11:56 uses extension \"2O1\", which no extension file defines.", found.Message);
        Assert.Equal("Did you mean \"201\"?", found.Hint);
    }

    [Fact]
    public void Rejects_LineOfAGroup() => Only(
        Given.Specs(null, Given.Extension("151"), Given.Group("600", "151"), Given.Phone(Mac1, "SPA504G", Given.Line("600"))), Codes.UnknownLine);

    [Fact]
    public void Rejects_BlfOfANumberThatIsNowhere() => Only(
        Given.Specs(null, Given.Extension("151"), Given.Phone(Mac1, "SPA504G", Given.Line("151"), Given.Blf("699"))), Codes.UnknownBlf);

    [Fact]
    public void Rejects_BlfOfAGroup_WhichHasNoLamp() => Only(
        Given.Specs(null, Given.Extension("151"), Given.Group("600", "151"), Given.Phone(Mac1, "SPA504G", Given.Line("151"), Given.Blf("600"))), Codes.UnknownBlf);

    [Theory]
    [InlineData("151")]
    [InlineData("705")]
    public void Accepts_BlfOfExtensionAndExternal(string number) => Assert.Empty(Find(Given.Specs(
        null, Given.Extension("151"), Given.Group("600", "151"), Given.Phone(Mac1, "SPA504G", Given.Line("151"), Given.Blf(number)))));

    [Fact]
    public void Rejects_UnknownTargetInAProfileAndOnAConsole()
    {
        var specs = Given.Specs(
            null,
            Given.Extension("151"),
            Given.Profile("bank") with { Keys = [Given.Blf("188")] },
            Given.Phone(Mac1, "SPA504G", Given.Line("151")) with { Console = [Given.Blf("189")] });

        Assert.Equal(2, Find(specs).Count(d => d.Code == Codes.UnknownBlf.Id));
    }

    [Fact]
    public void Accepts_SpeedDialOfAnything() => Assert.Empty(Find(Given.Specs(null, Given.Phone(Mac1, "SPA504G", Given.Dial("3615551212")))));

    [Fact]
    public void Rejects_MoreKeysThanTheModelHas()
    {
        var keys = Enumerable.Range(0, 5).Select(i => Given.Dial($"{i}")).ToArray();

        var found = Only(Given.Specs(null, Given.Phone(Mac1, "SPA504G", [.. keys])), Codes.TooManyKeys);

        Assert.Equal(keys[4].Location, found.Location);
    }

    [Fact]
    public void Rejects_KeysOfAProfileThatOverflow_NamingBoth()
    {
        var specs = Given.Specs(
            null,
            Given.Profile("bank") with { Keys = [Given.Dial("1"), Given.Dial("2")] },
            Given.Phone(Mac1, "SPA504G", Given.Dial("3"), Given.Dial("4"), Given.Dial("5")) with { Profiles = Given.Names("bank") });

        var found = Only(specs, Codes.TooManyKeys);

        Assert.Contains("00:25:84:06:11:56", found.Message, StringComparison.Ordinal);
        Assert.Contains("profile \"bank\"", found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SPA301")]
    [InlineData("SPA502G")]
    [InlineData("SPA512G")]
    public void Accepts_OneLineOnAModelWithoutLineKeys_AndNothingElse(string model)
    {
        var extension = Given.Extension("151");

        Assert.Empty(Find(Given.Specs(null, extension, Given.Phone(Mac1, model, Given.Line("151")))));
        Only(Given.Specs(null, extension, Given.Phone(Mac1, model, Given.Dial("1"))), Codes.LineOnly);
        Only(Given.Specs(null, extension, Given.Phone(Mac1, model, Given.Line("151"), Given.Dial("1"))), Codes.TooManyKeys);
    }

    [Theory]
    [InlineData("SPA301", 0)]
    [InlineData("SPA525G", 64)]
    public void Rejects_MoreConsoleKeysThanTheUnitsHave(string model, int capacity)
    {
        var phone = Given.Phone(Mac1, model) with { Console = [.. Enumerable.Range(0, capacity).Select(_ => Given.Dial("1"))] };

        Assert.Empty(Find(Given.Specs(null, phone)));
        Only(Given.Specs(null, phone with { Console = phone.Console.Add(Given.Dial("1")) }), Codes.TooManyConsoleKeys);
    }

    [Fact]
    public void Rejects_LineOnAConsole() => Only(
        Given.Specs(null, Given.Extension("151"), Given.Phone(Mac1, "SPA504G") with { Console = [Given.Line("151")] }), Codes.LineOnConsole);

    [Fact]
    public void Rejects_BlfOnAPhoneWithoutALine()
    {
        var extension = Given.Extension("151");

        Only(Given.Specs(null, extension, Given.Phone(Mac1, "SPA504G", Given.Blf("151"))), Codes.BlfWithoutRegistration);
        Only(Given.Specs(null, extension, Given.Phone(Mac1, "SPA504G") with { Console = [Given.Blf("151")] }), Codes.BlfWithoutRegistration);
        Assert.Empty(Find(Given.Specs(null, extension, Given.Phone(Mac1, "SPA504G", Given.Blf("151"), Given.Line("151")))));
    }

    [Fact]
    public void Rejects_TwoDisplayNamesOfOneRegistration()
    {
        var extension = Given.Extension("151");

        Only(Given.Specs(null, extension, Given.Phone(Mac1, "SPA504G", Given.Line("151", null, "A"), Given.Line("151", null, "B"))), Codes.DisplayNameConflict);
        Assert.Empty(Find(Given.Specs(null, extension, Given.Phone(Mac1, "SPA504G", Given.Line("151", null, "A"), Given.Line("151", null, "A"), Given.Line("151")))));
    }

    [Theory]
    [InlineData("SPA525G", "7.2.31", "Did you mean \"7.2.30\"?")]
    [InlineData("SPA504G", "7.2.30", "Add it with its image's file name under firmware.SPA504G in site.yaml.")]
    public void Rejects_FirmwareThatTheCatalogueLacks(string model, string version, string hint)
    {
        var found = Only(Given.Specs(null, Given.Phone(Mac1, model) with { Firmware = Given.At(version) }), Codes.UnknownFirmware);

        Assert.Equal(hint, found.Hint);
    }

    [Theory]
    [InlineData("7.5.5", "Did you mean \"7.5.4\"?")]
    [InlineData("1", "Add it with its image's file name under firmware.SPA525G in site.yaml.")]
    public void Rejects_SteppingStoneThatTheModelsCatalogueLacks(string via, string hint)
    {
        var site = WithFirmware(Given.Image("7.5.4"), Given.Image("7.6.2", via), Given.Image("7.5.5", model: "SPA504G"));

        var found = Only(Given.Specs(site, Given.Phone(Mac1, "SPA504G")), Codes.UnknownSteppingStone);

        Assert.Equal(hint, found.Hint);
        Assert.Equal(site.Firmware[1].Via!.Value.Location, found.Location);
    }

    [Theory]
    [InlineData("7.6.2")]
    [InlineData("7.6.3")]
    [InlineData("7.10.1")]
    public void Rejects_SteppingStoneThatIsNotOlder(string via) =>
        Only(Given.Specs(WithFirmware(Given.Image("7.6.2", via), Given.Image("7.6.3"), Given.Image("7.10.1")), Given.Phone(Mac1, "SPA504G")), Codes.SteppingStoneOrder);

    [Fact]
    public void Rejects_CircleOfSteppingStonesOnceAndWhereItCloses()
    {
        var site = WithFirmware(Given.Image("7.5.4", "7.6.2"), Given.Image("7.6.1", "7.5.4"), Given.Image("7.6.2", "7.6.1"));

        var found = Only(Given.Specs(site, Given.Phone(Mac1, "SPA525G") with { Firmware = Given.At("7.6.2") }), Codes.SteppingStoneOrder);

        Assert.Equal("Firmware \"7.5.4\" of SPA525G goes by way of \"7.6.2\", which is not older: phones would go round in a circle.", found.Message);
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(9, 1)]
    [InlineData(11, 3)]
    public void Rejects_VersionsThatMoreThanEightSteppingStonesLeadTo(int stones, int rejected)
    {
        var site = WithFirmware([.. Enumerable.Range(0, stones + 1).Select(i => Given.Image($"7.{i}.0", i == 0 ? null : $"7.{i - 1}.0"))]);

        var found = Find(Given.Specs(site, Given.Phone(Mac1, "SPA525G") with { Firmware = Given.At($"7.{stones}.0") }));

        Assert.Equal(Enumerable.Repeat(Codes.TooManySteppingStones.Id, rejected), found.Select(d => d.Code));
    }

    private static SiteSpec WithFirmware(params FirmwareImageSpec[] images) => Given.Site() with { Firmware = [.. images] };

    [Theory]
    [InlineData("00:25:84:06:11:99", "Name a phone's MAC address or a profile.")]
    [InlineData("bse", "Did you mean \"base\"?")]
    public void Rejects_CanaryThatIsNoPhoneAndNoProfile(string canary, string hint)
    {
        var phone = Given.Phone(Mac1, "SPA504G");
        var known = Only(Given.Specs(WithRollout([canary, phone.Mac.Value.WithColons, "base"]), phone, Given.Profile("base")), Codes.UnknownCanary);

        Assert.Equal(hint, known.Hint);
        Assert.Contains($"\"{canary}\"", known.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 10)]
    [InlineData(50, 10)]
    public void Rejects_WaveThatIsNotLargerThanTheOneBefore(int first, int second) =>
        Only(Given.Specs(WithRollout([], first, second), Given.Phone(Mac1, "SPA504G")), Codes.WaveOrder);

    private static SiteSpec WithRollout(string[] canary, params int[] percentages) => Given.Site() with
    {
        Rollout = new RolloutSpec(
            Given.Place("site.yaml"), [.. canary.Select(c => Given.At(c))], [.. percentages.Select(p => Given.At(p))], TimeSpan.Zero, TimeSpan.FromHours(1), RolloutFailure.Hold),
    };

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

    private static Diagnostic Only(SpecSet specs, DiagnosticCode code)
    {
        var found = Assert.Single(Find(specs));
        Assert.Equal(code.Id, found.Code);
        Assert.Equal(code.Severity == Severity.Error, FleetResolver.Resolve(specs, null).Fleet is null);
        return found;
    }

    private static System.Collections.Immutable.ImmutableArray<Diagnostic> Find(SpecSet specs) => FleetResolver.Resolve(specs, null).Diagnostics;
}
