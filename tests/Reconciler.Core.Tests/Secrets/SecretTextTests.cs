using CsCheck;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Secrets;
using Reconciler.Core.Tests.Asterisk;
using Reconciler.Core.Tests.Phones;

namespace Reconciler.Core.Tests.Secrets;

/// <summary>One judge says what a secret can be, so that neither writer meets one that it cannot write.</summary>
public sealed class SecretTextTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Gen.String[Gen.OneOf(Gen.OneOf(' ', ';', '<', '&', '"', ']', '\\', '\ufffd', '\ufffe', '\uffff', '\ud800', '\udc00', '\u0085', '\t', '\0'), Gen.Char['a', 'z']), 1, 6],
        Gen.String[Gen.Char, 1, 4],
        Gen.Int[990, 1010].Select(n => new string(';', n)),
        Gen.Int[3990, 4010].Select(n => new string('x', n)));

    [Fact]
    public void WhatIsTakenForAPassword_AsteriskCanHold() => Texts.Where(t => SecretText.Problem(t, SecretKind.Secret) is null).Sample(text =>
    {
        var writer = new ConfWriter();
        writer.Section("151");
        writer.Setting("password", text);

        Assert.Equal([("password", text)], Assert.Single(ConfReader.Read(writer.ToBytes())).Settings);
    });

    [Theory]
    [InlineData(SecretKind.Secret)]
    [InlineData(SecretKind.Admin)]
    [InlineData(SecretKind.Parameter)]
    public void WhatIsTaken_AProfileCanHold(SecretKind kind) => Texts.Where(t => SecretText.Problem(t, kind) is null).Sample(text =>
    {
        var phone = PhoneFixture.Phone("SPA525G") with { Settings = new() { Unchecked = [PhoneFixture.Parameter("Mine", text)] } };

        Assert.Equal(text, PhoneFixture.Values(phone)["Mine"]);
    });

    [Theory]
    [InlineData("")]
    [InlineData("\ufffd")]
    [InlineData("a\nb")]
    public void Rejects_WhatNoFileCanHold_ForEveryKind(string text) => Assert.All(Enum.GetValues<SecretKind>(), kind => Assert.NotNull(SecretText.Problem(text, kind)));

    [Fact]
    public void Rejects_LoneSurrogates() => Assert.NotNull(SecretText.Problem("\ud800", SecretKind.Parameter));

    [Fact]
    public void Blanks_AtTheEdge_AreOfAsteriskAlone() => Assert.Equal(
        (true, true), (SecretText.Problem(" x", SecretKind.Secret) is not null, SecretText.Problem(" x", SecretKind.Parameter) is null));
}
