using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Testing.Fleets;

/// <summary>Specs as the reader would hand them over, for tests that start after it. Each element stands on a line of its own.</summary>
public static class Given
{
    private static int LastLine;

    public static SpecSet Specs(SiteSpec? site = null, params Spec[] specs) => new()
    {
        Site = site ?? Site(),
        Extensions = [.. specs.OfType<ExtensionSpec>()],
        Phones = [.. specs.OfType<PhoneSpec>()],
        Profiles = [.. specs.OfType<ProfileSpec>()],
        Groups = [.. specs.OfType<RingGroupSpec>()],
        Routes = [.. specs.OfType<RouteSpec>()],
    };

    public static SpecLocation Place(string file) => new(file, Interlocked.Increment(ref LastLine), 1);

    public static Located<T> At<T>(T value, string file = "some.yaml") => new(value, Place(file));

    public static Digest DigestOf(params string?[] parts)
    {
        using var builder = new DigestBuilder();
        foreach (var part in parts)
        {
            builder.Add(part);
        }

        return builder.Build();
    }

    public static SiteSpec Site(SipChannel channel = SipChannel.Pjsip, string? defaultProfile = null) => new()
    {
        Location = Place("site.yaml"),
        Digest = DigestOf("site", channel.ToString(), defaultProfile),
        Name = At("hq", "site.yaml"),
        Provisioning = new ProvisioningSpec
        {
            Url = At("tftp://192.168.2.245", "site.yaml"),
            ProfilePath = "/xml",
            FirmwarePath = "/sw",
            BootstrapResync = TimeSpan.FromSeconds(10),
            ResyncOnReset = true,
            ResyncEvery = TimeSpan.FromHours(1),
            ResyncRandomDelay = TimeSpan.Zero,
        },
        Asterisk = new AsteriskSpec
        {
            Host = At("192.168.2.245", "site.yaml"),
            Port = 5060,
            Channel = At(channel, "site.yaml"),
            Context = At("fxsgroup", "site.yaml"),
            Contexts = [new CallingContextSpec(At("lobby", "site.yaml"), [])],
            Codecs = [At("g722", "site.yaml"), At("ulaw", "site.yaml")],
            Nat = false,
            RegisterExpires = TimeSpan.FromMinutes(10),
            Endpoint = [],
        },
        Features = new FeaturesSpec { Voicemail = At("*97", "site.yaml"), GroupPickup = At("*8", "site.yaml"), DirectedPickup = At("**", "site.yaml") },
        Emergency = [At("911", "site.yaml")],
        External = [At(new NumberRange("701", "720"), "site.yaml")],
        Firmware = [new FirmwareImageSpec(Model("SPA525G"), At("7.2.30", "site.yaml"), At("spa525g-7-2-30.bin", "site.yaml"))],
        DefaultProfile = defaultProfile is null ? null : At(defaultProfile, "site.yaml"),
        Models = PhoneModel.Usual,
    };

    public static FirmwareImageSpec Image(string version, string? via = null, string model = "SPA525G") => new(
        Model(model), At(version, "site.yaml"), At($"image-{version}.bin", "site.yaml"), via is null ? null : At(via, "site.yaml"));

    public static PhoneModel Model(string name) => PhoneModel.TryParse(name, out var model) ? model : throw new ArgumentException(name, nameof(name));

    public static MacAddress Mac(string text) => MacAddress.TryParse(text, out var mac) ? mac : throw new ArgumentException(text, nameof(text));

    public static ExtensionNumber Number(string text) => ExtensionNumber.TryParse(text, out var number) ? number : throw new ArgumentException(text, nameof(text));

    public static ExtensionSpec Extension(string number, string? name = null, DeviceKind device = DeviceKind.Other) => new()
    {
        Location = Place("extensions/some.yaml"),
        Digest = DigestOf("extension", number, name, device.ToString()),
        Number = At(Number(number), "extensions/some.yaml"),
        Name = name is null ? null : At(name, "extensions/some.yaml"),
        Context = null,
        Secret = At(new SecretReference(SecretKind.Secret, "extension/" + number, SecretOrigin.Derive, 1), "extensions/some.yaml"),
        PreviousSecret = null,
        Device = device,
        RingTime = TimeSpan.FromSeconds(60),
        RingOptions = At("rT", "extensions/some.yaml"),
        Voicemail = null,
    };

    public static VoicemailSpec Voicemail(string number) => new(
        At(new SecretReference(SecretKind.Pin, "extension/" + number, SecretOrigin.Derive, 1)), Locked: false, Email: null, Place("extensions/some.yaml"));

    public static PhoneSpec Phone(string mac, string model, params KeySpec[] keys) => new()
    {
        Location = Place("phones/some.yaml"),
        Digest = DigestOf(["phone", mac, model, .. keys.Select(k => k.ToString())]),
        Mac = At(Mac(mac), "phones/some.yaml"),
        Model = At(Model(model), "phones/some.yaml"),
        Description = null,
        Address = null,
        Profiles = [],
        Settings = SettingsSpec.Empty,
        Firmware = null,
        Keys = [.. keys],
        Console = [],
    };

    public static ProfileSpec Profile(string name, params string[] extends) => new()
    {
        Location = Place("profiles/some.yaml"),
        Digest = DigestOf(["profile", name, .. extends]),
        Name = At(name, "profiles/some.yaml"),
        Extends = [.. extends.Select(e => At(e, "profiles/some.yaml"))],
        Settings = SettingsSpec.Empty,
        Keys = [],
        Models = [],
    };

    public static RingGroupSpec Group(string number, params string[] ring) => new()
    {
        Location = Place("groups/some.yaml"),
        Digest = DigestOf(["group", number, .. ring]),
        Number = At(Number(number), "groups/some.yaml"),
        Name = null,
        Ring = [.. ring.Select(r => At(r, "groups/some.yaml"))],
        Strategy = RingStrategy.All,
        RingTime = TimeSpan.FromSeconds(25),
        Otherwise = Hangup(),
    };

    public static RouteSpec Route(string did, params string[] ring) => new()
    {
        Location = Place("routes/some.yaml"),
        Digest = DigestOf(["route", did, .. ring]),
        Did = At(did, "routes/some.yaml"),
        Context = At("itsp1", "routes/some.yaml"),
        Ring = [.. ring.Select(r => At(r, "routes/some.yaml"))],
        RingTime = TimeSpan.FromSeconds(25),
        RingOptions = At("rt", "routes/some.yaml"),
        Otherwise = Hangup(),
    };

    public static DestinationSpec Hangup() => To(DestinationKind.Hangup, null);

    public static DestinationSpec To(DestinationKind kind, string? target) => new(kind, target, Place("otherwise.yaml"));

    public static LineKeySpec Line(string extension, string? label = null, string? displayName = null) =>
        new(Place("phones/keys.yaml"), At(extension, "phones/keys.yaml"), Maybe(label), Maybe(displayName));

    public static BlfKeySpec Blf(string number, string? label = null) => new(Place("phones/keys.yaml"), At(number, "phones/keys.yaml"), Maybe(label));

    public static SpeedDialKeySpec Dial(string number, string? label = null) => new(Place("phones/keys.yaml"), At(number, "phones/keys.yaml"), Maybe(label));

    public static DisabledKeySpec Disabled() => new(Place("phones/keys.yaml"));

    public static ImmutableArray<Located<string>> Names(params string[] names) => [.. names.Select(n => At(n))];

    public static ParameterSpec Parameter(string name, string text) => new(At(name), At(text), null);

    public static SecretReference PlainSecret(string subject, string text) => new(SecretKind.Secret, subject, SecretOrigin.Value, LiteralDigest: DigestOf(text))
    {
        Literal = new SecretLiteral(text),
    };

    private static Located<string>? Maybe(string? text) => text is null ? null : At(text, "phones/keys.yaml");
}
