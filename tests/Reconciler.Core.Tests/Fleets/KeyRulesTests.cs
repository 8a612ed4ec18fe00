using Reconciler.Core.Diagnostics;
using Reconciler.Testing.Fleets;
using static Reconciler.Core.Tests.Fleets.FleetFindings;

namespace Reconciler.Core.Tests.Fleets;

public sealed class KeyRulesTests
{
    private const string Mac1 = "002584061156";

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
}
