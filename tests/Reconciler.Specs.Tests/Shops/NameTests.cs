namespace Reconciler.Specs.Tests.Shops;

/// <summary>Names in other alphabets are longer than they look.</summary>
public sealed class NameTests
{
    [Theory]
    [InlineData('a', 79, true)]
    [InlineData('a', 80, false)]
    [InlineData('\u0416', 39, true)]
    [InlineData('\u0416', 40, false)]
    [InlineData('\u65e5', 26, true)]
    [InlineData('\u65e5', 27, false)]
    public void Name_IsMeasuredInBytesAtItsLine(char letter, int count, bool fits)
    {
        var findings = new Shop { Extensions = $"- {{ extension: 101, name: {new string(letter, count)} }}" }.Findings();

        Assert.Equal(fits ? [] : ["extensions/all.yaml:1:27 error REC119"], findings.Select(f => f[..37]));
    }
}
