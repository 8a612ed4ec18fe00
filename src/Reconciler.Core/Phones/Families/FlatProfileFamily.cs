using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones.Sections;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Phones.Families;

/// <summary>
/// The devices of Sipura, Linksys and Cisco that are set up by one <c>flat-profile</c>, fetched by a rule. Their firmware is of one lineage, and so are most of
/// their elements' names; a family of them says what differs.
/// </summary>
public abstract class FlatProfileFamily : DeviceFamily
{
    private const string Suffix = ".xml";
    private const int MacDigits = 12;

    private static readonly Action<ProfileBuilder, RenderContext>[] Sections =
    [
        ProvisioningSection.Write,
        AdministrationSection.Write,
        RegionalSection.Write,
        SipSection.Write,
        ServiceCodesSection.Write,
        RegistrationsSection.Write,
        KeysSection.Write,
        ConsoleSection.Write,
        TypedSettingsSection.Write,
        UserParametersSection.Write,
    ];

    private byte[]? _tagMark;

    /// <summary>Before the MAC in a profile's name.</summary>
    private protected virtual string ProfilePrefix => "spa";

    /// <summary>The beginnings of its firmware images' names.</summary>
    private protected virtual ImmutableArray<string> ImagePrefixes => ["spa"];

    private protected virtual string ImageSuffix => ".bin";

    /// <summary>A profile's name in the devices' own macros.</summary>
    internal string ProfileMacro => $"{ProfilePrefix}$MA{Suffix}";

    /// <summary>The element whose text REGISTER carries as its User-Agent; the revision tag goes there.</summary>
    internal virtual string TagElement => "SIP_User_Agent_Name";

    /// <summary>The element's text for a debug level of the specs; null: none is given.</summary>
    internal virtual string DebugLevel(int? level) => (level ?? 0).ToString(CultureInfo.InvariantCulture);

    /// <summary>The text that $SWVER stands for in a device that runs the image.</summary>
    internal virtual string SoftwareVersion(FirmwareImageSpec image) => image.Version.Value;

    internal override ImmutableArray<ManagedParameter> Table => FlatProfileElements.Renamed(Catalogue, TextOf("elements.tsv"));

    /// <summary>Documented of the SPA phones, whose web server is of the same lineage as that of all before them.</summary>
    public override string? SettingsPage => "/admin/spacfg.xml";

    /// <inheritdoc/>
    public override string ProfileName(MacAddress mac) => $"{ProfilePrefix}{mac}{Suffix}";

    /// <inheritdoc/>
    public override MacAddress? PhoneOf(string profileName)
    {
        ArgumentNullException.ThrowIfNull(profileName);
        return profileName.StartsWith(ProfilePrefix, StringComparison.Ordinal) && profileName.EndsWith(Suffix, StringComparison.Ordinal)
            && profileName.Length == ProfilePrefix.Length + MacDigits + Suffix.Length && MacAddress.TryParse(profileName[ProfilePrefix.Length..^Suffix.Length], out var mac) ? mac : null;
    }

    /// <inheritdoc/>
    public override bool IsFirmware(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ImagePrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) && name.EndsWith(ImageSuffix, StringComparison.OrdinalIgnoreCase)
            && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
    }

    /// <inheritdoc/>
    public override string EventOf(PhoneCommand command) => command == PhoneCommand.Resync ? "resync" : "reboot_now";

    /// <inheritdoc/>
    public override bool IsOfARegistration(string element) => Catalogue.Find(element) is { } parameter
        && (parameter.Group is "Ext_N/Subscriber_Information" or "Ext_N/Proxy_and_Registration"
            || parameter.Pattern is "Line_Enable_{n}_" or "SIP_Transport_{n}_" or "SIP_Port_{n}_");

    /// <inheritdoc/>
    public override byte[] RenderBootstrap(SiteSpec site) => BootstrapRenderer.Render(site, ProfileMacro);

    /// <inheritdoc/>
    public override PhoneProfile Render(EffectivePhone phone, ISecretSource secrets, string revisionTag)
    {
        ArgumentNullException.ThrowIfNull(phone);
        var context = new RenderContext(phone.Phone, phone.Site, secrets, revisionTag);
        var builder = new ProfileBuilder(ProfileLayout.Of(phone.Phone.Model));
        foreach (var write in Sections)
        {
            write(builder, context);
        }

        return builder.Build(phone.Phone.Mac);
    }

    /// <inheritdoc/>
    public override byte[] ToBytes(PhoneProfile profile) => ProfileWriter.ToBytes(profile);

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> ReadElements(ReadOnlyMemory<byte> file) => ProfileElementReader.Read(file);

    /// <inheritdoc/>
    public override bool IsTagElement(string element) => element == TagElement;

    /// <inheritdoc/>
    public override ImmutableArray<string> AddressElements { get; } = [ProfileRules.First, ProfileRules.Second];

    /// <summary>Reads <c>Cisco/SPA525G-7.2.30</c>, whose product may be written with a dash as well (<c>SPA-942</c>).</summary>
    private protected DeviceAgent? ReadAfter(string maker, string userAgent)
    {
        if (!userAgent.StartsWith(maker, StringComparison.Ordinal))
        {
            return null;
        }

        var product = userAgent[maker.Length..].Split(' ')[0];
        foreach (var model in PhoneModel.All.Where(m => m.Family == Name))
        {
            var written = product.StartsWith("SPA-", StringComparison.Ordinal) ? "SPA" + product["SPA-".Length..] : product;
            if (written.Length > model.Product.Length + 1 && written.StartsWith(model.Product, StringComparison.Ordinal) && written[model.Product.Length] is '-' or '/')
            {
                return new DeviceAgent(model.Name, written[(model.Product.Length + 1)..]);
            }
        }

        return null;
    }

    private protected override ParameterCatalogue ReadCatalogue() => ParameterCatalogue.Parse(TextOf("parameters.tsv"), [.. PhoneModel.All.Where(m => m.Family == Name)]);

    internal override ReadOnlySpan<byte> TagMark => _tagMark ??= Encoding.UTF8.GetBytes($"<{TagElement} ua=\"na\">{RevisionTag.UserAgent("")}");

    internal override void Keep(ImmutableArray<ProfileParameter> defaults) => _ = new DefaultElements(defaults);
}
