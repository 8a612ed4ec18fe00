using System.Text;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Tests.Phones;

public sealed class EncryptedProfileTests
{
    private static readonly byte[] TagKey = new byte[32];
    private static readonly KnownSecrets Secrets = new();

    private static SiteSpec Encrypting { get; } = PhoneFixture.Site with { Provisioning = PhoneFixture.Site.Provisioning with { Encrypt = true } };

    private static SiteSpec WithKeys { get; } = Encrypting with { Provisioning = Encrypting.Provisioning with { KeyUrl = PhoneFixture.At("https://pbx:8443") } };

    [Fact]
    public void Profile_IsTheSameBytesEachTime_AndOpensToWhatItWouldBeInTheClear()
    {
        var encrypted = Profile(WithKeys);

        Assert.Equal(encrypted, Profile(WithKeys));
        Assert.True(EncryptedProfile.IsEncrypted(encrypted));
        Assert.Equal(0, (encrypted.Length - 16) % 16);
        var plain = Encoding.UTF8.GetString(EncryptedProfile.Open(encrypted, PhoneFixture.Seed().Mac, Secrets)!);
        Assert.StartsWith("<flat-profile>\n", plain, StringComparison.Ordinal);
        Assert.EndsWith("</flat-profile>\n", plain, StringComparison.Ordinal);
    }

    [Fact]
    public void OtherContent_HasAnotherSalt_AndSoHasAnotherPhone()
    {
        var key = Secrets.Resolve(EncryptedProfile.KeyOf(PhoneFixture.Seed().Mac));
        var other = Secrets.Resolve(EncryptedProfile.KeyOf(PhoneFixture.Mac("002584061157")));
        string[] salts = [.. new[] { EncryptedProfile.Encrypt("a"u8, key), EncryptedProfile.Encrypt("b"u8, key), EncryptedProfile.Encrypt("a"u8, other) }.Select(f => Convert.ToHexString(f.AsSpan(8, 8)))];

        Assert.Equal(3, salts.Distinct().Count());
    }

    [Fact]
    public void File_OfAnotherKey_OrDamaged_DoesNotOpen()
    {
        var mac = PhoneFixture.Seed().Mac;
        var encrypted = Profile(WithKeys);

        Assert.Null(EncryptedProfile.Open(encrypted, mac, new KnownSecrets("another master key")));
        Assert.Null(EncryptedProfile.Open(encrypted, PhoneFixture.Mac("002584061157"), Secrets));
        Assert.Null(EncryptedProfile.Open(encrypted[..^1], mac, Secrets));
        Assert.Null(EncryptedProfile.Open([.. encrypted[..40], (byte)(encrypted[40] ^ 1), .. encrypted[41..]], mac, Secrets));
        Assert.Null(EncryptedProfile.Open("Salted__"u8.ToArray(), mac, Secrets));
    }

    [Fact]
    public void WithoutTheHostsKey_ProfilesAreRenderedInTheClear_SoThatPlansCanCompareThem()
    {
        var profile = PhoneArtifacts.Create(PhoneFixture.Fleet(WithKeys, PhoneFixture.Seed()), new MaskedSecretSource(), null).Last().Render();

        Assert.StartsWith("<flat-profile>", Encoding.UTF8.GetString(profile), StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_FetchTheKeyFirst_WhereItIsFetched()
    {
        var bootstrap = PhoneFixture.Parse(BootstrapRenderer.Render(WithKeys, "spa$MA.xml"));
        var profile = PhoneFixture.Parse(EncryptedProfile.Open(Profile(WithKeys), PhoneFixture.Seed().Mac, Secrets)!);
        var file = PhoneFixture.Parse(KeyFile.Render(Profile(WithKeys), PhoneFixture.Seed().Mac, Secrets)!);

        Assert.Equal("https://pbx:8443/keys/xml/spa$MA.xml", bootstrap["Profile_Rule"]);
        Assert.Equal("https://pbx:8443/keys/xml/spa$MA.xml", profile["Profile_Rule"]);
        Assert.Equal("[--key $SA] tftp://192.168.2.245/xml/spa$MA.xml", profile["Profile_Rule_B"]);
        Assert.Equal(profile["Profile_Rule_B"], file["Profile_Rule_B"]);
        Assert.Matches("^[0-9a-f]{24}$", file["GPP_SA"]);
        Assert.Equal(2, file.Count);
    }

    [Fact]
    public void Keys_BeforeProfilesAreEncrypted_AreFetchedWithThePlainRule()
    {
        var first = WithKeys with { Provisioning = WithKeys.Provisioning with { Encrypt = false } };

        Assert.False(EncryptedProfile.IsEncrypted(Profile(first)));
        Assert.Equal("tftp://192.168.2.245/xml/spa$MA.xml", PhoneFixture.Parse(KeyFile.Render(Profile(first), PhoneFixture.Seed().Mac, Secrets)!)["Profile_Rule_B"]);
    }

    [Fact]
    public void Key_TypedInAtTheDesk_IsNamedByTheOnlyRule()
    {
        Assert.Equal("[--key $SA] tftp://192.168.2.245/xml/spa$MA.xml", PhoneFixture.Parse(BootstrapRenderer.Render(Encrypting, "spa$MA.xml"))["Profile_Rule"]);
        Assert.Null(KeyFile.Render(Profile(Encrypting), PhoneFixture.Seed().Mac, Secrets));
    }

    [Fact]
    public void Firmware_MayHaveAServerOfItsOwn()
    {
        var site = PhoneFixture.Site with { Provisioning = PhoneFixture.Site.Provisioning with { Url = PhoneFixture.At("https://pbx"), FirmwareUrl = PhoneFixture.At("tftp://images") } };
        var image = new FirmwareImageSpec(PhoneFixture.Seed().Model, PhoneFixture.At("7.2.30"), PhoneFixture.At("spa525g-7-2-30.bin"));

        Assert.Equal("( $SWVER ne 7.2.30 )? tftp://images/sw/spa525g-7-2-30.bin", PhoneFixture.Parse(Profile(site, image))["Upgrade_Rule"]);
    }

    private static byte[] Profile(SiteSpec site, FirmwareImageSpec? firmware = null)
    {
        IEnumerable<Artifact> artifacts = PhoneArtifacts.Create(PhoneFixture.Fleet(site, PhoneFixture.Seed() with { Firmware = firmware }), Secrets, TagKey);
        return artifacts.Last().Render();
    }
}
