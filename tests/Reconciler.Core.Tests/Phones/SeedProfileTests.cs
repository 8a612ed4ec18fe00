using Reconciler.Core.Phones;
using Reconciler.Testing.Seed;

namespace Reconciler.Core.Tests.Phones;

/// <summary>The phone of the zero-touch document, as the renderer makes it of its own fixtures.</summary>
public sealed class SeedProfileTests
{
    private static readonly Dictionary<string, string> Rendered = PhoneFixture.Values(PhoneFixture.Seed());

    [Theory]
    [MemberData(nameof(SeedDocument.Elements), MemberType = typeof(SeedDocument))]
    public void Render_SeedPhone_SaysWhatTheDocumentSays(string name, string value) => Assert.Equal(value, Rendered[name]);

    [Theory]
    [MemberData(nameof(SeedDocument.EmptiedCodes), MemberType = typeof(SeedDocument))]
    public void Render_SeedPhone_EmptiesEveryServiceCode(string name) => Assert.Equal("", Rendered[name]);

    /// <summary>The one exemption: the document writes <c>151secret</c> and <c>152secret</c>; here secrets are derived, and shown as references without the key.</summary>
    [Fact]
    public void Render_SeedPhone_DerivesThePasswordsThatTheDocumentWrites()
    {
        Assert.Equal("«secret:extension/151#derive:1»", Rendered["Password_1_"]);
        Assert.Equal("«secret:extension/152#derive:1»", Rendered["Password_2_"]);
    }

    [Fact]
    public void Render_SeedPhone_WritesEmptiedElementsInFull()
    {
        var text = System.Text.Encoding.UTF8.GetString(ProfileWriter.ToBytes(PhoneFixture.Render(PhoneFixture.Seed())));

        Assert.Contains("<Call_Return_Code ua=\"na\"></Call_Return_Code>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("/>", text, StringComparison.Ordinal);
    }

    /// <summary>The document's bootstrap has these three lines; the retry delay is ours, so that a first failure costs a minute and not an hour.</summary>
    [Fact]
    public void Bootstrap_SeedSite_SaysWhatTheDocumentSays()
    {
        var rendered = PhoneFixture.Parse(BootstrapRenderer.Render(PhoneFixture.Site, "spa$MA.xml"));

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["Resync_On_Reset"] = "Yes",
                ["Resync_Periodic"] = "10",
                ["Resync_Error_Retry_Delay"] = "60",
                ["Profile_Rule"] = "tftp://192.168.2.245/xml/spa$MA.xml",
            },
            rendered);
    }

    [Fact]
    public void Render_SeedPhone_ResetsWhatTheBootstrapFileHurried()
    {
        Assert.Equal("3600", Rendered["Resync_Periodic"]);
        Assert.Equal("3600", Rendered["Resync_Error_Retry_Delay"]);
    }
}
