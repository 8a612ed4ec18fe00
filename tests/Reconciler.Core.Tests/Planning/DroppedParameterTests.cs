using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Planning;
using Reconciler.Core.Planning.Narration;
using Reconciler.Testing.Fleets;

namespace Reconciler.Core.Tests.Planning;

/// <summary>A parameter that a profile mentioned and mentions no more stays in the phone; whoever reviews its removal reads that.</summary>
public sealed class DroppedParameterTests
{
    [Theory]
    [InlineData("SPA525G2", "Idle_Key_List", "redial;dir", null)]
    [InlineData("SPA525G2", "Dialing_Input_Key_List", "dial|1", "option|1;dial|2;delchr|3;cancel|4;")]
    [InlineData("SPA504G", "Missed_Call_Key_List", "miss|1", "lcr|1;miss|4")]
    public void Create_ParameterTakenAway_BecomesTheFamilysFactoryValueOrStays(string model, string name, string set, string? after)
    {
        var phone = Given.Phone(PlanFleets.Mac1, model, Given.Line("151"));
        var before = (phone with { Settings = new SettingsSpec { Parameters = [new ParameterSpec(Given.At(name), Given.At(set), null)] } }).Edited();

        var plan = Planner.Create(PlanFleets.Of(Given.Extension("151"), before), PlanFleets.Of(Given.Extension("151"), phone));

        Assert.Equal(new ValueChange(name, set, after), Assert.Single(Assert.Single(plan.Phones).Changes));
    }

    [Fact]
    public void Tell_ParameterThatTheProfileMentionsNoMore_SaysThatThePhoneKeepsIt() => Assert.Equal(
        ["Idle_Key_List is not set any more: the phone keeps \"redial;dir\" until it is set again"],
        ParameterNarrator.Describe([new ValueChange("Idle_Key_List", "redial;dir", null)], PhoneModel.Usual[0], _ => null));

    [Fact]
    public void Tell_SettingThatTheProfileMentionsNoMore_SaysHowToPutItBack() => Assert.Equal(
        ["Ringer_Volume is not set any more: the phone keeps \"9\" until it is set again, or put back by factory: [ring.volume]"],
        ParameterNarrator.Describe([new ValueChange("Ringer_Volume", "9", null)], PhoneModel.Usual[0], name => name == "Ringer_Volume" ? "ring.volume" : null));

    [Fact]
    public void Tell_SecretThatTheProfileMentionsNoMore_NamesItsOriginAlone() => Assert.Equal(
        ["User_Password is not set any more: the phone keeps derive:1 until it is set again"],
        ParameterNarrator.Describe([new ValueChange("User_Password", "«secret:phone/002584061156/User_Password#derive:1»", null)], PhoneModel.Usual[0], _ => null));

    [Fact]
    public void Tell_ParameterThatIsReset_SaysWhatItBecomes() => Assert.Equal(
        ["RTP_Port_Max becomes \"16482\" in place of \"17000\""],
        ParameterNarrator.Describe([new ValueChange("RTP_Port_Max", "17000", "16482")], PhoneModel.Usual[0], _ => null));
}
