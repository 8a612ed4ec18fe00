using System.Collections.Immutable;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Settings;

/// <summary><c>display</c>: what the screen shows and how bright. The 525G family has names and words of its own for much of it.</summary>
internal static class DisplaySetting
{
    private const string Off = "off";
    private const string Always = "always";

    public static ImmutableArray<SettingField> Fields { get; } =
    [
        SettingField.Text(
            "display.logo",
            SettingElement.Words("Select_Logo", ("default", "Default"), ("picture", "BMP Picture"), ("text", "Text Logo"), ("none", "None")),
            SettingElement.Words("Logo_Type", ("default", "Default"), ("picture", "Download BMP Picture"), ("text", "Text Logo"), ("none", "None"))),
        SettingField.Text("display.logoText", "Text_Logo"),
        SettingField.Text("display.pictureUrl", "BMP_Picture_Download_URL"),
        SettingField.Text(
            "display.background",
            SettingElement.Words("Select_Background_Picture", ("none", "None"), ("picture", "BMP Picture"), ("text", "Text Logo")) with { AlwaysReset = true },
            SettingElement.Words("Background_Picture_Type", ("none", "None"), ("picture", "Download BMP Picture"), ("text", "Text Logo"), ("default", "Default"))),
        SettingField.Text(
            "display.backlight",
            new("Back_Light_Timer", v => v.Text switch { Off => "Off", Always => "Always On", _ => Seconds(v) + " s" }),
            new("Back_Light_Enable", v => v.Text switch { Off => "No", Always => null, _ => "Yes" }),
            new SettingElement("Back_Light_Timer__sec_", v => v.Text is Off or Always ? null : Seconds(v))),
        SettingField.Text("display.contrast", "LCD_Contrast"),
        SettingField.Text("display.timeFormat", "Time_Format"),
        SettingField.Text("display.dateFormat", "Date_Format"),
        SettingField.Flag("display.screenSaver.enable", "Screen_Saver_Enable"),
        SettingField.Text("display.screenSaver.wait", new("Screen_Saver_Wait", Seconds), new SettingElement("Screen_Saver_Trigger_Time", Seconds)),
        SettingField.Text(
            "display.screenSaver.type",
            SettingElement.Words("Screen_Saver_Icon", ("clock", "StationTime"), ("dateTime", "DateTime"), ("lock", "Lock"), ("phone", "Phone"), ("background", "Background Picture")),
            SettingElement.Words("Screen_Saver_Type", ("clock", "Clock"), ("black", "Black Background"), ("gray", "Gray Background"), ("blackGray", "Black/Gray Rotation"), ("pictures", "Picture Rotation"), ("digitalFrame", "Digital Frame"))),
    ];

    private static string Seconds(SettingValue value) => value.Text.TrimEnd('s');
}
