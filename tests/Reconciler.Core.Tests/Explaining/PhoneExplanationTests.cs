using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Testing.Fleets;

namespace Reconciler.Core.Tests.Explaining;

public sealed class PhoneExplanationTests
{
    private const string BuiltIn = "";
    private const string KeysFile = "phones/keys.yaml";

    // The file that the keys of Given are in.
    private static readonly SpecLocation Start = new(KeysFile, 1, 1);

    [Fact]
    public void Value_SetByEveryLayer_NamesTheWinnerAndThenTheLosersFromTheNearestDown()
    {
        var explainer = ExplainedFleet.Of(
            Given.Site(defaultProfile: "base"),
            Profile("base", "From base"),
            Profile("floor", "From floor") with { Extends = Given.Names("wing") },
            Profile("wing", "From wing"),
            Phone(new SettingsSpec { StationName = Given.At("Own", KeysFile) }) with { Profiles = Given.Names("floor") });

        var value = explainer.Value(ExplainedFleet.Mac, "Station_Name");

        Assert.Equal(["Own", "From floor", "From wing", "From base", BuiltIn], value.Stack().Select(s => s.Value));
        Assert.Equal(["phone 00:25:84:06:11:56", "profile \"floor\"", "profile \"wing\"", "profile \"base\"", null], value.Stack().Select(s => s.Spec));
        Assert.Equal("stationName", value.Key);
    }

    [Fact]
    public void Parameter_OfAModel_WinsOverTheSameProfilesOwn()
    {
        var profile = Profile("base", "x") with
        {
            Settings = new SettingsSpec { Parameters = [Given.Parameter("Back_Light_Timer", "10 s")] },
            Models = [new ModelParametersSpec(Given.At(Given.Model("SPA525G")), [Given.Parameter("Back_Light_Timer", "Always On")])],
        };

        var value = ExplainedFleet.Of(Given.Site(defaultProfile: "base"), profile, Phone(SettingsSpec.Empty)).Value(ExplainedFleet.Mac, "Back_Light_Timer");

        Assert.Equal(["Always On", "10 s"], value.Stack().Take(2).Select(s => s.Value));
        Assert.Equal(profile.Models[0].Parameters[0].Text!.Value.Location, value.Source?.Place);
    }

    [Fact]
    public void Label_OfAKey_WinsOverTheExtensionsName()
    {
        var phone = Phone(SettingsSpec.Empty) with { Keys = [Given.Line("151", "Desk", "Shown"), Given.Blf("152", "Watch"), Given.Blf("152")] };
        var explainer = ExplainedFleet.Of(Given.Extension("151", "Fred"), Given.Extension("152", "Sally"), phone);

        Assert.Equal([("Desk", "phone 00:25:84:06:11:56"), ("Fred", "extension 151")], explainer.Value(ExplainedFleet.Mac, "Short_Name_1_").Stack());
        Assert.Equal([("Shown", "phone 00:25:84:06:11:56"), ("Fred", "extension 151")], explainer.Value(ExplainedFleet.Mac, "Display_Name_1_").Stack());
        Assert.Equal([("Watch", "phone 00:25:84:06:11:56"), ("Sally", "extension 152")], explainer.Value(ExplainedFleet.Mac, "Short_Name_2_").Stack());
        Assert.Equal([("Sally", "extension 152")], explainer.Value(ExplainedFleet.Mac, "Short_Name_3_").Stack());
    }

    [Fact]
    public void Label_OfTheOnlyLineOfAPhoneWithoutKeys_WinsOverTheExtensionsName()
    {
        var phone = Given.Phone(ExplainedFleet.Mac, "SPA502G", Given.Line("151", "Desk")) with { Location = Start };

        var value = ExplainedFleet.Of(Given.Extension("151", "Fred"), phone).Value(ExplainedFleet.Mac, "Short_Name_1_");

        Assert.Equal([("Desk", "phone 00:25:84:06:11:56"), ("Fred", "extension 151")], value.Stack());
    }

    [Fact]
    public void Registration_PointsAtTheKeyThatRegistersAndAtTheExtensionsSecret()
    {
        var (key, extension) = (Given.Line("151"), Given.Extension("151"));
        var explainer = ExplainedFleet.Of(extension, Phone(SettingsSpec.Empty) with { Keys = [key] });

        Assert.Equal(key.Extension.Location, explainer.Value(ExplainedFleet.Mac, "User_ID_1_").Source?.Place);
        Assert.Equal(key.Extension.Location, explainer.Value(ExplainedFleet.Mac, "Line_Enable_1_").Source?.Place);
        var password = explainer.Value(ExplainedFleet.Mac, "Password_1_");
        Assert.Equal(("«secret:extension/151#derive:1»", extension.Secret.Location), (password.Value, password.Source!.Place));
    }

    [Fact]
    public void Value_OfTheSite_PointsAtItsKeyOrIsBuiltIn()
    {
        var site = Given.Site();
        var place = Given.Place("site.yaml");
        site = site with
        {
            Asterisk = site.Asterisk with { Nat = true },
            Written = new WrittenKeys(new Dictionary<string, SpecLocation>(StringComparer.Ordinal) { ["asterisk.nat"] = place }),
        };
        var explainer = ExplainedFleet.Of(site, Phone(SettingsSpec.Empty));

        var set = explainer.Value(ExplainedFleet.Mac, "NAT_Mapping_Enable_1_");
        Assert.Equal(("Yes", place, "the site"), (set.Value, set.Source!.Place, set.Source.Spec));
        Assert.Null(explainer.Value(ExplainedFleet.Mac, "Register_Expires_1_").Source);
    }

    [Fact]
    public void PlainPassword_IsItsReferenceInEveryLayer()
    {
        var profile = Profile("base", "x") with { Settings = new SettingsSpec { Parameters = [Given.Parameter("User_Password", "swordfish")] } };
        var phone = Phone(new SettingsSpec { Parameters = [Given.Parameter("User_Password", "hunter2")] });

        var value = ExplainedFleet.Of(Given.Site(defaultProfile: "base"), profile, phone).Value(ExplainedFleet.Mac, "User_Password");

        Assert.Equal(2, value.Stack().Count());
        Assert.All(value.Stack(), s => Assert.Equal("«parameter:phone/002584061156/User_Password#value»", s.Value));
    }

    [Theory]
    [InlineData("00:25:84:06:11:56")]
    [InlineData("00-25-84-06-11-56")]
    [InlineData("0025.8406.1156")]
    [InlineData("002584061156")]
    public void Phone_InAnySpelling_IsFound(string mac) =>
        Assert.Equal("SPA525G", ExplainedFleet.Of(Phone(SettingsSpec.Empty)).Explain(mac).Phone?.Model.Name);

    private static PhoneSpec Phone(SettingsSpec settings) => Given.Phone(ExplainedFleet.Mac, "SPA525G") with { Location = Start, Settings = settings };

    private static ProfileSpec Profile(string name, string stationName) => Given.Profile(name) with
    {
        // A file of its own, as in a repository: whose a place is follows from it.
        Location = Given.Place($"profiles/{name}.yaml"),
        Settings = new SettingsSpec { StationName = Given.At(stationName, $"profiles/{name}.yaml") },
    };
}
