using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Tests.Phones;

/// <summary>Phones and sites made by hand, resolved as the fleet would resolve them.</summary>
internal static class PhoneFixture
{
    public static readonly SpecLocation SiteLocation = new("site.yaml", 1, 1);
    public static readonly SpecLocation PhoneLocation = new("phones/fred.yaml", 1, 1);

    public static SiteSpec Site { get; } = new()
    {
        Location = SiteLocation,
        Digest = default,
        Name = At("hq"),
        Provisioning = new ProvisioningSpec
        {
            Url = At("tftp://192.168.2.245"),
            ProfilePath = "/xml",
            FirmwarePath = "/sw",
            BootstrapResync = TimeSpan.FromSeconds(10),
            ResyncOnReset = true,
            ResyncEvery = TimeSpan.FromHours(1),
            ResyncRandomDelay = TimeSpan.Zero,
        },
        Asterisk = new AsteriskSpec
        {
            Host = At("192.168.2.245"),
            Port = 5060,
            Channel = new(SipChannel.Pjsip, SiteLocation),
            Context = At("fxsgroup"),
            Contexts = [],
            Codecs = [At("g722"), At("ulaw"), At("alaw")],
            Nat = false,
            RegisterExpires = TimeSpan.FromMinutes(10),
            Endpoint = [],
        },
        Features = new FeaturesSpec { Voicemail = At("*97"), GroupPickup = At("*8"), DirectedPickup = At("**") },
        Emergency = [At("911")],
        External = [],
        Firmware = [],
        DefaultProfile = null,
        Models = PhoneModel.Usual,
    };

    public static Located<string> At(string text) => new(text, SiteLocation);

    public static MacAddress Mac(string text) => MacAddress.TryParse(text, out var mac) ? mac : throw new ArgumentException(text, nameof(text));

    public static PhoneModel Model(string name) => PhoneModel.TryParse(name, out var model) ? model : throw new ArgumentException(name, nameof(name));

    public static ExtensionSpec Extension(string number, string? name = null, bool voicemail = false)
    {
        Assert.True(ExtensionNumber.TryParse(number, out var parsed));
        var location = new SpecLocation("extensions/all.yaml", int.Parse(number), 3);
        return new ExtensionSpec
        {
            Location = location,
            Digest = default,
            Number = new(parsed, location),
            Name = name is null ? null : new Located<string>(name, location),
            Context = null,
            Secret = new(new SecretReference(SecretKind.Secret, "extension/" + number, SecretOrigin.Derive, 1), location),
            PreviousSecret = null,
            Device = DeviceKind.Phone,
            RingTime = TimeSpan.FromSeconds(60),
            RingOptions = new("rT", location),
            Voicemail = voicemail ? new VoicemailSpec(new(new SecretReference(SecretKind.Pin, "extension/" + number, SecretOrigin.Derive, 1), location), false, null, location) : null,
        };
    }

    public static Registration Line(int index, string number, string displayName, bool voicemail = false) =>
        new(index, Extension(number, displayName, voicemail), new(displayName, PhoneLocation), PhoneLocation);

    public static LineKey LineKey(int registration, string label) => new(PhoneLocation, registration, new(label, PhoneLocation));

    public static BlfKey Blf(string number, string label) => new(PhoneLocation, number, new(label, PhoneLocation));

    public static SpeedDialKey SpeedDial(string number, string label) => new(PhoneLocation, number, new(label, PhoneLocation));

    public static DisabledKey Hole { get; } = new(PhoneLocation);

    public static ParameterSpec Parameter(string name, string text, int line = 20) =>
        new(new(name, new("phones/fred.yaml", line, 3)), new Located<string>(text, new("phones/fred.yaml", line, 20)), null);

    public static ParameterSpec SecretParameter(string name) => new(
        new(name, new("phones/fred.yaml", 21, 3)),
        null,
        new Located<SecretReference>(new(SecretKind.Parameter, "phone/002584061156/" + name, SecretOrigin.Derive, 1), new("phones/fred.yaml", 21, 20)));

    public static Phone Phone(string model, ImmutableArray<Registration> registrations = default, ImmutableArray<PhoneKey> keys = default) => new()
    {
        Mac = Mac("00:25:84:06:11:56"),
        Model = Model(model),
        Spec = new PhoneSpec
        {
            Location = PhoneLocation,
            Digest = default,
            Mac = new(Mac("00:25:84:06:11:56"), PhoneLocation),
            Model = new(Model(model), PhoneLocation),
            Description = null,
            Address = null,
            Profiles = [],
            Settings = SettingsSpec.Empty,
            Firmware = null,
            Keys = [],
            Console = [],
        },
        Profiles = [],
        Settings = SettingsSpec.Empty,
        Registrations = registrations.IsDefault ? [] : registrations,
        Keys = keys.IsDefault ? [] : keys,
        Console = [],
        Firmware = null,
        InputDigest = default,
    };

    /// <summary>The seed's first phone: 00:25:84:06:11:56 with Fred on 151 and Sally on 152.</summary>
    public static Phone Seed() => Phone("SPA525G", [Line(1, "151", "Asterisk151"), Line(2, "152", "Asterisk152")], [LineKey(1, "Fred 151"), LineKey(2, "Sally")]) with
    {
        Settings = new SettingsSpec
        {
            StationName = At("Asterisk"),
            SyslogServer = At("192.168.2.245"),
            DebugServer = At("192.168.2.245"),
            DebugLevel = new(3, SiteLocation),
            TimeZone = new(new TimeZoneSpec("America/Chicago", null, null), SiteLocation),

            // The seed empties the codes of picking up as well, which are the site's features where nothing is said.
            ServiceCodes = new(null, [Parameter("Call_Pickup_Code", ""), Parameter("Group_Call_Pickup_Code", "")], SiteLocation),
        },
        Firmware = new FirmwareImageSpec(Model("SPA525G"), At("7.2.30"), At("spa525g-7-2-30.bin")),
    };

    public static EffectiveFleet Fleet(SiteSpec site, params Phone[] phones) => new()
    {
        Site = site,
        Phones = [.. phones.Select(p => new EffectivePhone(p, null, site))],
        Extensions = [],
        Groups = [],
        Routes = [],
    };

    public static Fleet Resolved(SiteSpec site, params Phone[] phones) => new()
    {
        Commit = null,
        Site = site,
        Phones = [.. phones],
        Extensions = [],
        Groups = [],
        Routes = [],
    };

    public static PhoneProfile Render(Phone phone, SiteSpec? site = null, ISecretSource? secrets = null)
    {
        var fleet = Fleet(site ?? Site, phone);
        return PhoneRenderer.Render(fleet.Phones[0], secrets ?? new MaskedSecretSource(), RevisionTag.Masked);
    }

    /// <summary>The file as a phone would parse it: the last of each element wins.</summary>
    public static Dictionary<string, string> Parse(byte[] file)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var element in XDocument.Parse(Encoding.UTF8.GetString(file), LoadOptions.PreserveWhitespace).Root!.Elements())
        {
            values[element.Name.LocalName] = element.Value;
        }

        return values;
    }

    public static Dictionary<string, string> Values(Phone phone, SiteSpec? site = null) => Parse(ProfileWriter.ToBytes(Render(phone, site)));
}

/// <summary>A host's source: every secret has a value made of its reference.</summary>
internal sealed class KnownSecrets(string salt = "") : ISecretSource
{
    public IReadOnlyList<MissingSecret> Missing => [];

    public SecretValue Resolve(SecretReference reference) => SecretValue.Known(reference, ValueOf(reference));

    public Digest Fingerprint(SecretReference reference) => Digest.FromBytes(SHA256.HashData(Encoding.UTF8.GetBytes(ValueOf(reference))));

    private string ValueOf(SecretReference reference) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(salt + reference)))[..24];
}
