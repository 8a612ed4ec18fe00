namespace Reconciler.Specs.Tests.Shops;

/// <summary>A secret that no file can hold is refused at its line, before a writer meets it; and never shown.</summary>
public sealed class SecretTests
{
    [Theory]
    [InlineData("\\ufffdsesame", "REC167")]
    [InlineData("sesame\\u0085", "REC003")]
    [InlineData("sesame\\uffff", "REC003")]
    [InlineData(" sesame", "REC167")]
    [InlineData("sesame ", "REC167")]
    [InlineData("sesame\\t", "REC003")]
    public void Password_ThatNoFileCanHold_IsRefusedAtItsLine(string text, string code)
    {
        var shop = new Shop { Extensions = $"- extension: 101\n  name: Fred\n  secret: {{ value: \"{text}\" }}" };

        var error = Assert.Single(shop.Findings(), f => f.Contains(" error ", StringComparison.Ordinal));

        Assert.StartsWith("extensions/all.yaml:3:20 error " + code, error, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"\\ufffdsesame\"")]
    [InlineData("{ value: \"\\ufffdsesame\" }")]
    public void Parameter_ThatNoFileCanHold_IsRefusedAtItsLine(string value)
    {
        var shop = new Shop { Phone = $"keys: [101]\nparameters:\n  User_Password: {value}" };

        var error = Assert.Single(shop.Findings(), f => f.Contains(" error ", StringComparison.Ordinal));

        Assert.StartsWith("phones/one.yaml:5:", error, StringComparison.Ordinal);
        Assert.Contains(" error REC167", error, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s;es\\\\a[m]e\\\"#&<>")]
    [InlineData("s\u00e9same \u4e2d")]
    public void Password_OfAnyOtherCharacters_IsTaken(string text) => Assert.DoesNotContain(
        new Shop { Extensions = $"- {{ extension: 101, device: other, secret: {{ value: \"{text}\" }} }}\n- {{ extension: 102, device: other }}" }.Findings(),
        f => f.Contains(" error ", StringComparison.Ordinal));
}
