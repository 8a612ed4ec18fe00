using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Testing.Fleets;
using static Reconciler.Core.Tests.Fleets.FleetFindings;

namespace Reconciler.Core.Tests.Fleets;

public sealed class FirmwareAndRolloutRulesTests
{
    private const string Mac1 = "002584061156";

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
}
