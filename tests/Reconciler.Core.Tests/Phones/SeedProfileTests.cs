using Reconciler.Core.Phones;

namespace Reconciler.Core.Tests.Phones;

/// <summary>
/// The phone of the zero-touch document's section "Building the spa$MAC.xml Files", steps a to h, and its section on logs. The table is written from the document, with its slips put right: element
/// names with blanks or without the trailing underscore, and <c>$$WVER</c>, are errors of the scan.
/// </summary>
public sealed class SeedProfileTests
{
    private static readonly Dictionary<string, string> Rendered = PhoneFixture.Values(PhoneFixture.Seed());

    public static TheoryData<string, string> Elements => new()
    {
        { "Station_Name", "Asterisk" },                                             // a
        { "Proxy_1_", "192.168.2.245" },                                            // b
        { "User_ID_1_", "151" },
        { "Short_Name_1_", "Fred 151" },
        { "Display_Name_1_", "Asterisk151" },                                       // c
        { "Display_Name_2_", "Asterisk152" },
        { "Proxy_2_", "192.168.2.245" },                                            // d
        { "User_ID_2_", "152" },
        { "Short_Name_2_", "Sally" },
        { "Extension_2_", "2" },
        { "Extension_3_", "Disabled" },                                             // e
        { "Extension_4_", "Disabled" },
        { "Extension_5_", "Disabled" },
        { "Profile_Rule", "tftp://192.168.2.245/xml/spa$MA.xml" },                  // f
        { "Upgrade_Rule", "( $SWVER ne 7.2.30 )? tftp://192.168.2.245/sw/spa525g-7-2-30.bin" }, // g
        { "Debug_Server", "192.168.2.245" },
        { "Syslog_Server", "192.168.2.245" },
        { "Debug_Level", "3" },
    };

    /// <summary>Step h, all 34.</summary>
    public static TheoryData<string> EmptiedCodes =>
    [
        "Call_Return_Code", "Blind_Transfer_Code", "Call_Back_Act_Code", "Call_Back_Deact_Code", "Cfwd_All_Act_Code", "Cfwd_All_Deact_Code", "Cfwd_Busy_Act_Code",
        "Cfwd_Busy_Deact_Code", "Cfwd_No_Ans_Act_Code", "Cfwd_No_Ans_Deact_Code", "CW_Act_Code", "CW_Deact_Code", "CW_Per_Call_Act_Code", "CW_Per_Call_Deact_Code",
        "Block_CID_Act_Code", "Block_CID_Deact_Code", "Block_CID_Per_Call_Act_Code", "Block_CID_Per_Call_Deact_Code", "Block_ANC_Act_Code", "Block_ANC_Deact_Code",
        "DND_Act_Code", "DND_Deact_Code", "Secure_All_Call_Act_Code", "Secure_No_Call_Act_Code", "Secure_One_Call_Act_Code", "Secure_One_Call_Deact_Code", "Paging_Code",
        "Call_Park_Code", "Call_Pickup_Code", "Call_UnPark_Code", "Group_Call_Pickup_Code", "Media_Loopback_Code", "Referral_Services_Codes", "Feature_Dial_Services_Codes",
    ];

    [Theory]
    [MemberData(nameof(Elements))]
    public void Render_SeedPhone_SaysWhatTheDocumentSays(string name, string value) => Assert.Equal(value, Rendered[name]);

    [Theory]
    [MemberData(nameof(EmptiedCodes))]
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
        var rendered = PhoneFixture.Parse(BootstrapRenderer.Render(PhoneFixture.Site));

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
