using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Phones.Families.Mpp;

/// <summary>Cisco's 6800, 7800 and 8800 phones with multiplatform (3PCC) firmware.</summary>
internal sealed class MppFamily : FlatProfileFamily
{
    private const string Maker = "Cisco-";
    private const string Loads = ".loads";
    private const string FactoryLevel = "NOTICE";

    /// <summary>The words for the specs' levels 0 to 3.</summary>
    private static readonly ImmutableArray<string> Levels = ["ERROR", FactoryLevel, "INFO", "DEBUG"];

    /// <summary>They take the first of the options 66, 160, 159 and 150 that they are given. How they name themselves in option 60 no public document says.</summary>
    private static readonly DeviceClass Class = new("cisco-mpp", null, "$PSN.xml", HasServerAddress: true) { AlsoIn = [160] };

    public override string Name => "Mpp";

    public override string Title => "multiplatform phones";

    /// <summary>By the administration guide of the 8800 multiplatform phones, which lists it beside <c>status.xml</c>.</summary>
    public override string? SettingsPage => "/admin/cfg.xml";

    internal override string TagElement => "SIP_Reg_User_Agent_Name";

    internal override PhoneCodecNames Codecs { get; } = new("G711u", ("ulaw", "G711u"), ("alaw", "G711a"), ("g722", "G722"), ("g729", "G729a"));

    internal override ImmutableArray<ManagedParameter> Table =>
        [.. base.Table, new ManagedParameter("Number_of_Units", ParameterAxis.Phone, "console", "Number_of_Units")];

    private protected override string ProfilePrefix => "cp";

    private protected override ImmutableArray<string> ImagePrefixes => ["sip68xx", "sip78xx", "sip7832", "sip88xx", "sip8832", "sip8845"];

    private protected override string ImageSuffix => Loads;

    internal override string DebugLevel(int? level) => level is { } given ? Levels[given] : FactoryLevel;

    /// <summary>$SWVER is the name of the load itself, while the User-Agent says a shorter version.</summary>
    internal override string SoftwareVersion(FirmwareImageSpec image) =>
        image.Image.Value.EndsWith(Loads, StringComparison.Ordinal) ? image.Image.Value[..^Loads.Length] : image.Version.Value;

    internal override DeviceClass DhcpClassOf(PhoneModel model) => Class;

    /// <summary><c>Cisco-CP-8841-3PCC/11.0.1 (00562b043615)</c>.</summary>
    public override DeviceAgent? Read(string userAgent) => ReadAfter(Maker, userAgent);
}
