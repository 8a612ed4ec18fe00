using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;

namespace Reconciler.Core.Tests.Phones;

public sealed class ParameterCatalogueTests
{
    [Theory]
    [InlineData("Dial_Plan_3_", "Dial_Plan_{n}_")]
    [InlineData("Dial_Plan_12_", "Dial_Plan_{n}_")]
    [InlineData("Default_Ring__1__", "Default_Ring__{n}__")]
    [InlineData("Unit_2_Key_32", "Unit_{u}_Key_{k}")]
    [InlineData("Speed_Dial_9", "Speed_Dial_{n}")]
    [InlineData("PSK_16", "PSK_{n}")]
    [InlineData("Auth_Resync-Reboot_1_", "Auth_Resync-Reboot_{n}_")]
    public void Find_IndexedName_GivesItsPattern(string name, string pattern) => Assert.Equal(pattern, ParameterCatalogue.Of(PhoneModel.Usual[0]).Find(name)?.Pattern);

    [Theory]
    [InlineData("Dial_Plan_13_")]
    [InlineData("Dial_Plan_0_")]
    [InlineData("Dial_Plan_01_")]
    [InlineData("Dial_Plan_{n}_")]
    [InlineData("Speed_Dial_1")]
    [InlineData("Unit_3_Key_1")]
    [InlineData("ringer_volume")]
    [InlineData("")]
    public void Find_NoSuchName_IsNull(string name) => Assert.Null(ParameterCatalogue.Of(PhoneModel.Usual[0]).Find(name));

    [Fact]
    public void All_IsSortedAndEachOnce()
    {
        var patterns = ParameterCatalogue.Of(PhoneModel.Usual[0]).All.Select(p => p.Pattern).ToArray();

        Assert.Equal(patterns.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), patterns);
    }

    [Fact]
    public void All_DefaultsAreLegal() => Assert.All(
        PhoneModel.Usual,
        model => Assert.All(ParameterCatalogue.Of(PhoneModel.Usual[0]).All, p => Assert.NotNull(p.DefaultOn(model) is { } factory ? p.Canonical(factory, model) : "")));

    [Theory]
    [InlineData("Password_1_")]
    [InlineData("GPP_SA")]
    [InlineData("Admin_Passwd")]
    [InlineData("User_Password")]
    [InlineData("wepKey0_1_")]
    public void Find_PasswordOrKey_IsSecret(string name) => Assert.True(ParameterCatalogue.Of(PhoneModel.Usual[0]).Find(name)!.IsSecret);

    [Fact]
    public void IsSeenOn_525Names_AreThe525Familys()
    {
        var parameter = ParameterCatalogue.Of(PhoneModel.Usual[0]).Find("SPA525-protocol")!;

        Assert.Equal(["SPA525G", "SPA525G2"], PhoneModel.Usual.Where(parameter.IsSeenOn).Select(m => m.Name));
    }

    [Fact]
    public void Managed_EveryNameButThe525s_IsInTheCatalogue() =>
        Assert.All(PhoneModel.Usual, model => Assert.All(ManagedParameters.NamesFor(model), name => Assert.NotNull(ParameterCatalogue.Of(PhoneModel.Usual[0]).Find(name))));
}
