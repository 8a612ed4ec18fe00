using Reconciler.Core.Planning;
using Reconciler.Core.Planning.Telling;

namespace Reconciler.Core.Tests.Planning;

/// <summary>A parameter that a profile mentioned and mentions no more stays in the phone; whoever reviews its removal reads that.</summary>
public sealed class DroppedParameterTests
{
    [Fact]
    public void Tell_ParameterThatTheProfileMentionsNoMore_SaysThatThePhoneKeepsIt() => Assert.Equal(
        ["Idle_Key_List is not set any more: the phone keeps \"redial;dir\" until it is set again"],
        ParameterTeller.Tell([new ValueChange("Idle_Key_List", "redial;dir", null)]));

    [Fact]
    public void Tell_SecretThatTheProfileMentionsNoMore_NamesItsOriginAlone() => Assert.Equal(
        ["User_Password is not set any more: the phone keeps derive:1 until it is set again"],
        ParameterTeller.Tell([new ValueChange("User_Password", "«secret:phone/002584061156/User_Password#derive:1»", null)]));

    [Fact]
    public void Tell_ParameterThatIsReset_SaysWhatItBecomes() => Assert.Equal(
        ["RTP_Port_Max becomes \"16482\" in place of \"17000\""],
        ParameterTeller.Tell([new ValueChange("RTP_Port_Max", "17000", "16482")]));
}
