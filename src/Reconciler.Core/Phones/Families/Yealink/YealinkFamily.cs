using System.Collections.Immutable;
using System.Text;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones.Settings;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Phones.Families.Yealink;

/// <summary>Yealink's T3x, T4x and T5x: a common file a model and a file a phone, of lines that say <c>key = value</c>.</summary>
internal sealed class YealinkFamily : DeviceFamily
{
    /// <summary>Puts a parameter back to what a new phone has.</summary>
    public const string Factory = "%NULL%";

    private const string Suffix = ".cfg";
    private const string Maker = "Yealink ";
    private const string Agent = "Yealink cfg/";
    private const int MacDigits = 12;
    private const int SecondsOfMinute = 60;

    private static readonly DeviceClass Class = new("yealink", "yealink", "", HasServerAddress: false);

    /// <summary>Of the names under which sections set them: what makes a phone register anew.</summary>
    private static readonly ImmutableArray<string> OfRegistrations =
        ["Line_Enable_{n}_", "User_ID_{n}_", "Auth_ID_{n}_", "Password_{n}_", "Proxy_{n}_", YealinkElements.Port, "SIP_Transport_{n}_", "Register_Expires_{n}_"];

    public override string Name => "Yealink";

    public override string Title => "Yealink T3x, T4x and T5x phones";

    /// <summary>They are asked by NOTIFY alone: their web pages take no address to fetch from.</summary>
    public override bool FetchesByWeb => false;

    /// <inheritdoc/>
    public override string SettingsElsewhere => $"{Title} show them to a browser alone: export them there (Settings, Configuration), and import the file.";

    /// <summary>The User-Agent of our own takes the place of the one that says the firmware.</summary>
    public override bool TellsFirmware => false;

    internal override bool TakesEncryption => false;

    internal override bool TakesSteppingStones => false;

    internal override PhoneCodecNames Codecs { get; } = new("pcmu", ("ulaw", "pcmu"), ("alaw", "pcma"), ("g722", "g722"), ("g726", "g726_32"), ("g729", "g729"));

    internal override ImmutableArray<ManagedParameter> Table => YealinkElements.All;

    internal override ReadOnlySpan<byte> TagMark => ".custom_ua = Yealink cfg/"u8;

    /// <summary>The User-Agent of a model's registrations.</summary>
    public static string AgentOf(PhoneModel model, string tag) => $"{Agent}{tag} {model.Product}";

    /// <inheritdoc/>
    public override string ProfileName(MacAddress mac) => mac + Suffix;

    /// <inheritdoc/>
    public override MacAddress? PhoneOf(string profileName) =>
        profileName.Length == MacDigits + Suffix.Length && profileName.EndsWith(Suffix, StringComparison.Ordinal) && MacAddress.TryParse(profileName[..^Suffix.Length], out var mac) ? mac : null;

    /// <inheritdoc/>
    public override bool IsFirmware(string name) => name.EndsWith(".rom", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string EventOf(PhoneCommand command) => command == PhoneCommand.Resync ? "check-sync;reboot=false" : "check-sync;reboot=true";

    /// <summary><c>Yealink SIP-T46S 66.86.0.15</c>, or with our tag <c>Yealink cfg/0a1b2c3d SIP-T46S</c>.</summary>
    public override DeviceAgent? Read(string userAgent)
    {
        if (!userAgent.StartsWith(Maker, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var words = userAgent.Split(' ');
        var product = Array.FindIndex(words, w => w.StartsWith("SIP-", StringComparison.Ordinal));
        if (product < 0)
        {
            return null;
        }

        var model = PhoneModel.All.FirstOrDefault(m => m.Family == Name && m.Product == words[product])?.Name ?? words[product];
        return new DeviceAgent(model, product + 1 < words.Length && char.IsAsciiDigit(words[product + 1].FirstOrDefault()) ? words[product + 1] : null);
    }

    /// <inheritdoc/>
    public override bool IsOfARegistration(string element) => Managed.PatternOf(element) is { } pattern && OfRegistrations.Contains(pattern);

    /// <summary>Where the phone's own file is, and to look for it within the minute.</summary>
    public override byte[] RenderBootstrap(SiteSpec site)
    {
        ArgumentNullException.ThrowIfNull(site);
        var minutes = Math.Max(1, (long)Math.Ceiling(site.Provisioning.BootstrapResync.TotalSeconds / SecondsOfMinute));
        return Encoding.UTF8.GetBytes(
            $"{YealinkWriter.Header}static.auto_provision.server.url = {site.Provisioning.Url.Value}{site.Provisioning.ProfilePath}\nstatic.auto_provision.repeat.enable = 1\nstatic.auto_provision.repeat.minutes = {minutes}\n");
    }

    /// <inheritdoc/>
    public override PhoneProfile Render(EffectivePhone phone, ISecretSource secrets, string revisionTag)
    {
        var context = new RenderContext(phone.Phone, phone.Site, secrets, revisionTag);
        var builder = new ProfileBuilder(ProfileLayout.Of(phone.Phone.Model));
        YealinkPhoneSection.Write(builder, context);
        YealinkAccountsSection.Write(builder, context);
        YealinkKeysSection.Write(builder, context);
        Sections.TypedSettingsSection.Write(builder, context);
        Sections.UserParametersSection.Write(builder, context);
        return builder.Build(phone.Phone.Mac);
    }

    /// <inheritdoc/>
    public override byte[] ToBytes(PhoneProfile profile) => YealinkWriter.ToBytes(profile);

    internal override string? ProblemOf(PhoneKey key) => key switch
    {
        FunctionKey => "a function in the language of Cisco's phones says nothing to it",
        BlfKey { Dials: { } other } blf when other != blf.Number => "its lamp and its call are of one number",
        _ => null,
    };

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> ReadElements(ReadOnlyMemory<byte> file) => YealinkReader.Read(file);

    /// <inheritdoc/>
    public override bool IsTagElement(string element) => Managed.PatternOf(element) == YealinkElements.Agent;

    /// <inheritdoc/>
    public override ImmutableArray<string> AddressElements { get; } = ["static.auto_provision.server.url"];

    private protected override string FactoryText => Factory;

    internal override DeviceClass DhcpClassOf(PhoneModel model) => Class;

    internal override string? ProblemOfDialPlan(string plan) => YealinkDigitMap.ProblemOf(plan);

    internal override string? ProblemOf(TimeZoneSpec zone) => YealinkTime.TryFrom(zone, out _) ? null : "its clock changes are not at a full hour of a weekday of a month's first, second, third, fourth or last week";

    internal override ImmutableArray<SettingElement> ElementsOf(SettingField field) => YealinkSettings.Of(field.Key);

    private protected override ParameterCatalogue ReadCatalogue() => ParameterCatalogue.Parse(TextOf("parameters.tsv"), [.. PhoneModel.All.Where(m => m.Family == Name)]);
}
