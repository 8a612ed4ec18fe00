using Reconciler.Core.Fleets;

namespace Reconciler.Core.Tests.Fleets;

public sealed class PhoneLookupTests
{
    private static readonly PhoneLookup Phones = new(
    [
        new NamedPhone(Mac("002584061156"), ["151"], ["Fred's desk", "Fred"]),
        new NamedPhone(Mac("002584d8d062"), ["152"], ["Sally's desk", "Sally"]),
    ]);

    [Theory]
    [InlineData("0025.8406.1156", "002584061156")]
    [InlineData("152", "002584d8d062")]
    [InlineData("fred", "002584061156")]
    [InlineData("desk", "002584061156 002584d8d062")]
    [InlineData("15", "")]
    [InlineData("", "")]
    public void Find_AddressNumberOrName_IsThosePhones(string word, string macs) =>
        Assert.Equal(macs, string.Join(' ', Phones.Find(word).Select(p => p.Mac)));

    [Theory]
    [InlineData("00:25:84:06:11:57", "Did you mean \"002584061156\"?")]
    [InlineData("Saly", "Did you mean \"Sally\"?")]
    [InlineData("Zebra", null)]
    public void Hint_NearMiss_NamesThePhone(string word, string? hint) => Assert.Equal(hint, Phones.Hint(word));

    private static MacAddress Mac(string text) => MacAddress.TryParse(text, out var mac) ? mac : throw new ArgumentException(text, nameof(text));
}
