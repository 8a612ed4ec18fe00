using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Settings;

namespace Reconciler.Core.Phones.Families.RouterAdapter;

/// <summary>The SPA112, SPA122, ATA191 and ATA192, whose router is set up by elements within elements.</summary>
internal sealed class RouterAdapterFamily : LineAdapterFamily
{
    private const string Time = "router-configuration/Time_Setup/";

    private static readonly DeviceClass Class = new("cisco-adapter", "CISCO SPA", "spa$PSN.cfg", HasServerAddress: true);

    /// <summary>Of the ATA191 and ATA192, which take the options in the order 66, 160, 159, 150. Guides and templates differ in the name of the file that one asks for by itself.</summary>
    private static readonly DeviceClass ClassOfAta = new("cisco-ata", null, "ata$PSN.cfg", HasServerAddress: false) { AlsoIn = [160], IsSentToFile = true };

    public override string Name => "RouterAdapter";

    public override string Title => "line adapters SPA112, SPA122, ATA191 and ATA192";

    /// <summary>Their pages want a session, and no public document says how to ask them for a resync without one.</summary>
    public override bool FetchesByWeb => false;

    /// <summary>The provisioning guide of the ATA 191 and 192 has the password in the address itself, in clear, where no digest protects it.</summary>
    public override string? SettingsPage => null;

    /// <inheritdoc/>
    public override string SettingsElsewhere => $"The {Title} show them to no digest: have each send them to a web server by its Report_Rule, and import the file.";

    private protected override ImmutableArray<string> ImagePrefixes => ["payton", "spa1", "ata"];

    /// <inheritdoc/>
    public override DeviceAgent? Read(string userAgent) => ReadAfter("Cisco/", userAgent);

    /// <inheritdoc/>
    public override byte[] ToBytes(PhoneProfile profile)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return base.ToBytes(profile with
        {
            Parameters = [.. profile.Parameters.Where(p => !IsNested(p)), .. profile.Parameters.Where(IsNested).OrderBy(p => p.Name, StringComparer.Ordinal)],
        });
    }

    internal override void Keep(ImmutableArray<ProfileParameter> defaults) => base.Keep([.. defaults.Where(p => !IsNested(p))]);

    /// <summary>The router asks one server for the time, and only once it is told not to choose itself.</summary>
    internal override ImmutableArray<SettingElement> ElementsOf(SettingField field) => field.Key == "ntp.servers"
        ? [new(Time + "Time_Server", v => string.Join(',', v.Items.Select(i => i.Value))), new SettingElement(Time + "Time_Server_Mode", _ => "manual") { IsImplied = true }]
        : base.ElementsOf(field);

    internal override DeviceClass DhcpClassOf(PhoneModel model) => model.Product.StartsWith("ATA", StringComparison.Ordinal) ? ClassOfAta : Class;

    private static bool IsNested(ProfileParameter parameter) => parameter.Name.Contains('/', StringComparison.Ordinal);
}
