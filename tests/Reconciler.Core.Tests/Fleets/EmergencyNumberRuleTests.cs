using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Testing.Fleets;

namespace Reconciler.Core.Tests.Fleets;

/// <summary>No spec of ours may stand between a phone and an emergency number.</summary>
public sealed class EmergencyNumberRuleTests
{
    [Theory]
    [InlineData("911", "itsp1")]
    [InlineData("+911", "itsp1")]
    [InlineData("911", "outbound")]
    public void Rejects_DidThatIsAnEmergencyNumber_InAnyContext(string did, string context)
    {
        var route = Given.Route(did, "151") with { Context = Given.At(context) };

        var found = Only(Given.Specs(null, Given.Extension("151"), route), Codes.EmergencyTaken);

        Assert.Equal(route.Did.Location, found.Location);
        Assert.Equal(
            $"DID {did} is an emergency number: where a call for help passes through context \"{context}\", it would ring here and not reach the exchange.", found.Message);
    }

    [Theory]
    [InlineData("9110")]
    [InlineData("3615551911")]
    [InlineData("s")]
    [InlineData("91")]
    public void Accepts_DidThatIsNone(string did) => Assert.Empty(Find(Given.Specs(null, Given.Extension("151"), Given.Route(did, "151"))));

    [Fact]
    public void Rejects_NumbersThatPhonesCannotDial_BecauseTheyBeginWithAnEmergencyNumber()
    {
        Only(Given.Specs(null, Given.Extension("9110")), Codes.EmergencyTaken);
        Only(Given.Specs(null, Given.Extension("151"), Given.Group("9115", "151")), Codes.EmergencyTaken);
        Only(Given.Specs(WithFeatures(voicemail: "91197")), Codes.EmergencyTaken);
        Only(Given.Specs(WithFeatures(groupPickup: "911*")), Codes.EmergencyTaken);
        Only(Given.Specs(WithFeatures(directedPickup: "9118")), Codes.EmergencyTaken);
        Only(Given.Specs(WithFeatures(directedPickup: "911")), Codes.EmergencyTaken);
    }

    [Theory]
    [InlineData("9", "911")]
    [InlineData("*9", "*911")]
    public void Rejects_PickupPatternThatTakesAnEmergencyNumber_ThoughNoSuchExtensionExists(string prefix, string emergency)
    {
        var site = WithFeatures(directedPickup: prefix) with { Emergency = Given.Names(emergency) };

        var found = Only(Given.Specs(site, Given.Extension("50")), Codes.EmergencyTaken);

        Assert.Equal(site.Features.DirectedPickup!.Value.Location, found.Location);
    }

    [Fact]
    public void Accepts_PickupPatternOfAnotherLength() => Assert.Empty(Find(Given.Specs(WithFeatures(directedPickup: "9"), Given.Extension("151"))));

    [Theory]
    [InlineData("900", "999", true)]
    [InlineData("911", "911", true)]
    [InlineData("9110", "9119", true)]
    [InlineData("9000", "9999", true)]
    [InlineData("912", "999", false)]
    [InlineData("000", "910", false)]
    [InlineData("9120", "9999", false)]
    [InlineData("10", "99", false)]
    [InlineData("911*1", "911*9", true)]
    [InlineData("91*1", "91*9", false)]
    public void Rejects_ExternalRangeThatHoldsAnEmergencyNumber(string first, string last, bool rejected)
    {
        var site = Given.Site() with { External = [Given.At(new NumberRange("701", "720")), Given.At(new NumberRange(first, last), "site.yaml")] };

        var found = Find(Given.Specs(site));

        Assert.Equal(rejected ? [(Codes.EmergencyTaken.Id, site.External[1].Location)] : [], found.Select(d => (d.Code, d.Location)));
    }

    [Theory]
    [InlineData("+911", "112")]
    [InlineData("112", "1120")]
    [InlineData("1", "110")]
    public void Rejects_EmergencyNumbersThatCanNeverBeDialled(params string[] numbers) =>
        Only(Given.Specs(Given.Site() with { Emergency = Given.Names(numbers) }), Codes.EmergencyUndialable);

    [Fact]
    public void Accepts_SeveralEmergencyNumbers() =>
        Assert.Empty(Find(Given.Specs(Given.Site() with { Emergency = Given.Names("911", "112", "9911", "*112") }, Given.Extension("151"))));

    [Theory]
    [InlineData("911", true)]
    [InlineData("911*", true)]
    [InlineData("*69", false)]
    [InlineData("", false)]
    public void Rejects_ServiceCodeOfAPhoneThatIsAnEmergencyNumber(string code, bool rejected)
    {
        var profile = Given.Profile("base") with
        {
            Settings = SettingsSpec.Empty with { ServiceCodes = new(null, [new ParameterSpec(Given.At("Call_Return_Code"), Given.At(code), null)], new SpecLocation("base.yaml", 1, 1)) },
        };

        var found = Find(Given.Specs(null, profile, Given.Extension("151")));

        Assert.Equal(rejected ? [Codes.EmergencyTaken.Id] : [], found.Select(d => d.Code));
    }

    private static SiteSpec WithFeatures(string voicemail = "*97", string groupPickup = "*8", string directedPickup = "**") => Given.Site() with
    {
        Features = new FeaturesSpec { Voicemail = Given.At(voicemail), GroupPickup = Given.At(groupPickup), DirectedPickup = Given.At(directedPickup) },
    };

    private static ImmutableArray<Diagnostic> Find(SpecSet specs) => FleetResolver.Resolve(specs, null).Diagnostics;

    private static Diagnostic Only(SpecSet specs, DiagnosticCode code)
    {
        var found = Assert.Single(Find(specs));
        Assert.Equal(code.Id, found.Code);
        return found;
    }
}
