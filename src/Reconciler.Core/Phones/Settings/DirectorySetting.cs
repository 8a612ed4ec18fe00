using System.Collections.Immutable;

namespace Reconciler.Core.Phones.Settings;

/// <summary><c>directory</c>: the XML directory and the LDAP one. The 525G family has names of its own for the latter.</summary>
internal static class DirectorySetting
{
    private static readonly (string Spec, string Phone)[] Methods = [("none", "None"), ("simple", "Simple"), ("digest-md5", "DIGEST-MD5")];

    public static ImmutableArray<SettingField> Fields { get; } =
    [
        SettingField.Text("directory.name", "XML_Directory_Service_Name"),
        SettingField.Text("directory.url", "XML_Directory_Service_URL"),
        SettingField.Text(
            "directory.ldap.server", SettingElement.Of("LDAP_Server"), SettingElement.Of("Server"), SettingElement.Implied("LDAP_Dir_Enable")),
        SettingField.Flag("directory.ldap.enable", "LDAP_Dir_Enable"),
        SettingField.Text("directory.ldap.name", "LDAP_Corp_Dir_Name", "Corp_Dir_Name"),
        SettingField.Text("directory.ldap.searchBase", "LDAP_Search_Base", "Search_Base"),
        SettingField.Text("directory.ldap.clientDn", "LDAP_Client_DN", "Client_DN"),
        SettingField.Text("directory.ldap.userName", "LDAP_Username", "User_Name"),
        new()
        {
            Key = "directory.ldap.password",
            Form = SettingForm.Secret,
            Elements = [SettingElement.Of("LDAP_Password") with { AlwaysReset = true }, SettingElement.Of("Password") with { AlwaysReset = true }],
        },
        SettingField.Text("directory.ldap.authMethod", SettingElement.Words("LDAP_Auth_Method", Methods), SettingElement.Words("Auth_Type", Methods)),
        SettingField.Text("directory.ldap.lastNameFilter", "LDAP_Last_Name_Filter", "Last_Name_Filter"),
        SettingField.Text("directory.ldap.firstNameFilter", "LDAP_First_Name_Filter", "First_Name_Filter"),
        SettingField.Text("directory.ldap.searchItem3", "LDAP_Search_Item_3", "Search_Item_3"),
        SettingField.Text("directory.ldap.searchItem3Filter", "LDAP_Item_3_Filter", "Search_Item_3_Filter"),
        SettingField.Text("directory.ldap.searchItem4", "LDAP_Search_Item_4", "Search_Item_4"),
        SettingField.Text("directory.ldap.searchItem4Filter", "LDAP_item_4_Filter", "Search_Item_4_Filter"),
        SettingField.Text("directory.ldap.displayAttributes", "LDAP_Display_Attrs", "Display_Attr"),
        SettingField.Text("directory.ldap.numberMapping", "LDAP_Number_Mapping", "Number_Mapping"),
    ];
}
