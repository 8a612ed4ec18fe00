namespace Reconciler.Testing.Seed;

/// <summary>
/// What the zero-touch document's sections "Building the spa$MAC.xml Files", steps a to h, and on logs set in a phone. Written from the document, with its slips put right: element
/// names with blanks or without the trailing underscore, and <c>$$WVER</c>, are errors of the scan.
/// </summary>
public static class SeedDocument
{
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
        { "Extension_1_", "1" },
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
}
