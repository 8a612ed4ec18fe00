using Reconciler.Testing.SimulatedPhone;

namespace Reconciler.Acceptance.SimulatedPhone;

public sealed class FactoryPhoneTests
{
    [Fact]
    public void Apply_AbsentParameter_KeepsItsValue()
    {
        var phone = CreateSut();
        phone.Apply("<flat-profile><User_ID_1_>151</User_ID_1_><Password_1_>old</Password_1_></flat-profile>");

        var changed = phone.Apply("<flat-profile><Password_1_>new</Password_1_></flat-profile>");

        Assert.Equal(["Password_1_"], changed);
        Assert.Equal(("151", "new"), (phone["User_ID_1_"], phone["Password_1_"]));
    }

    [Fact]
    public void Apply_SelfClosing_KeepsAndEmptyClears()
    {
        var phone = CreateSut();

        phone.Apply("<flat-profile><Call_Return_Code/><Call_Pickup_Code></Call_Pickup_Code></flat-profile>");

        Assert.Equal(("*69", ""), (phone["Call_Return_Code"], phone["Call_Pickup_Code"]));
    }

    [Fact]
    public void Apply_RepeatedParameter_TheLastWins()
    {
        var phone = CreateSut();

        phone.Apply("<flat-profile><Station_Name>one</Station_Name><Station_Name>two</Station_Name></flat-profile>");

        Assert.Equal("two", phone["Station_Name"]);
    }

    [Fact]
    public void Apply_OtherCase_IsAnotherParameterAndIgnored()
    {
        var phone = CreateSut();

        var changed = phone.Apply("<flat-profile><station_name>one</station_name></flat-profile>");

        Assert.Empty(changed);
        Assert.Equal("", phone["Station_Name"]);
        Assert.Equal("one", phone.Ignored["station_name"]);
    }

    [Fact]
    public void Apply_BrokenProfile_TakesNothing()
    {
        var phone = CreateSut();

        Assert.Throws<ProfileRejectedException>(() => phone.Apply("<flat-profile><Station_Name>one</Station_Name>"));

        Assert.Empty(phone.DifferencesFrom(CreateSut()));
    }

    [Fact]
    public void DifferencesFrom_ParameterThatOneOnlyWasToldOf_ShowsIt()
    {
        var (phone, other) = (CreateSut(), CreateSut());
        phone.Apply("<flat-profile><Station_Name>one</Station_Name><Custom>1</Custom></flat-profile>");

        Assert.Equal(["Custom: '1' / never set", "Station_Name: 'one' / ''"], phone.DifferencesFrom(other));
    }

    private static FactoryPhone CreateSut() => new(new PhoneIdentity { Mac = "002584061156", ProductName = "SPA525G" });
}
