using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Tests.Asterisk;

/// <summary>Makes fleets as the resolver would, for what is rendered from them. Each document has a line of its own.</summary>
internal sealed class OfficeBuilder
{
    private readonly List<Extension> _extensions = [];
    private readonly List<RingGroupSpec> _groups = [];
    private readonly List<RouteSpec> _routes = [];
    private readonly List<Phone> _phones = [];
    private int _line;

    public SipChannel Channel { get; init; } = SipChannel.Pjsip;

    public string Context { get; init; } = "fxsgroup";

    public ImmutableArray<(string Name, string[] Include)> Contexts { get; init; } = [("fxsgroup", ["outbound"])];

    public ImmutableArray<(string Name, string Value)> Endpoint { get; init; } = [];

    public string[] Codecs { get; init; } = ["g722", "ulaw", "alaw"];

    public bool Nat { get; init; }

    public string Url { get; init; } = "tftp://192.168.2.245";

    public (string? Voicemail, string? GroupPickup, string? DirectedPickup) Features { get; init; } = ("*97", "*8", "**");

    public OfficeBuilder Extension(
        string number, string? name, string? context = null, string? email = null, bool voicemail = false, bool locked = false,
        int? previous = null, int? pickupGroup = null, int phones = 1, int rotation = 1, string options = "rT")
    {
        var box = voicemail || email is not null
            ? new VoicemailSpec(At(Secret(SecretKind.Pin, number, 1)), locked, email is null ? null : At(email), Here())
            : null;
        var spec = new ExtensionSpec
        {
            Location = Next(),
            Digest = DigestOf("extension", number, name, context, email, box is null ? "" : "vm", $"{locked}{previous}{pickupGroup}{rotation}{options}"),
            Number = At(Number(number)),
            Name = name is null ? null : At(name),
            Context = context is null ? null : At(context),
            Secret = At(Secret(SecretKind.Secret, number, rotation)),
            PreviousSecret = previous is { } old ? At(Secret(SecretKind.Secret, number, old)) : null,
            Device = phones == 0 ? DeviceKind.Other : DeviceKind.Phone,
            RingTime = TimeSpan.FromSeconds(60),
            RingOptions = At(options),
            Voicemail = box,
            PickupGroups = pickupGroup is { } group ? [At(group)] : [],
        };
        var macs = Enumerable.Range(0, phones).Select(i => new MacAddress((ulong)(0x002584000000 + (_line * 8) + i)));
        _extensions.Add(new Extension(spec, context ?? Context, [.. macs]));
        return this;
    }

    public OfficeBuilder Group(
        string number, string[] ring, DestinationKind otherwise = DestinationKind.Hangup, string? target = null, RingStrategy strategy = RingStrategy.All)
    {
        _groups.Add(new RingGroupSpec
        {
            Location = Next(),
            Digest = DigestOf("group", number, string.Join(',', ring), $"{otherwise}{target}{strategy}"),
            Number = At(Number(number)),
            Name = null,
            Ring = [.. ring.Select(At)],
            Strategy = strategy,
            RingTime = TimeSpan.FromSeconds(25),
            Otherwise = new DestinationSpec(otherwise, target, Here()),
        });
        return this;
    }

    public OfficeBuilder Route(
        string did, string[] ring, DestinationKind otherwise = DestinationKind.Hangup, string? target = null, string context = "itsp1")
    {
        _routes.Add(new RouteSpec
        {
            Location = Next(),
            Digest = DigestOf("route", did, context, string.Join(',', ring), $"{otherwise}{target}"),
            Did = At(did),
            Context = At(context),
            Ring = [.. ring.Select(At)],
            RingTime = TimeSpan.FromSeconds(25),
            RingOptions = At("rt"),
            Otherwise = new DestinationSpec(otherwise, target, Here()),
        });
        return this;
    }

    public OfficeBuilder Phone(string mac, string? address)
    {
        Assert.True(MacAddress.TryParse(mac, out var parsed));
        Assert.True(PhoneModel.TryParse("SPA525G", out var model));
        var spec = new PhoneSpec
        {
            Location = Next(),
            Digest = DigestOf("phone", mac, address),
            Mac = At(parsed),
            Model = At(model),
            Description = null,
            Address = address is null ? null : At(address),
            Profiles = [],
            Settings = SettingsSpec.Empty,
            Firmware = null,
            Keys = [],
            Console = [],
        };
        _phones.Add(new Phone
        {
            Mac = parsed,
            Model = model,
            Spec = spec,
            Profiles = [],
            Settings = SettingsSpec.Empty,
            Registrations = [],
            Keys = [],
            Console = [],
            Firmware = null,
            InputDigest = spec.Digest,
        });
        return this;
    }

    public Fleet ToFleet() => new()
    {
        Commit = null,
        Site = Site(),
        Phones = [.. _phones.OrderBy(p => p.Mac)],
        Extensions = [.. _extensions.OrderBy(e => e.Number)],
        Groups = [.. _groups.OrderBy(g => g.Number.Value)],
        Routes = [.. _routes.OrderBy(r => r.Context.Value, StringComparer.Ordinal).ThenBy(r => r.Did.Value, StringComparer.Ordinal)],
    };

    public EffectiveFleet ToEffective() => EffectiveFleet.Of(ToFleet());

    private SiteSpec Site() => new()
    {
        Location = new SpecLocation("site.yaml", 1, 1),
        Digest = DigestOf($"{Channel}", Context, string.Join('|', Contexts.Select(c => c.Name + string.Join(',', c.Include))), Url, $"{Nat}{Features}"),
        Name = At("hq"),
        Provisioning = new ProvisioningSpec
        {
            Url = At(Url),
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
            Channel = At(Channel),
            Context = At(Context),
            Contexts = [.. Contexts.Select(c => new CallingContextSpec(At(c.Name), [.. c.Include.Select(At)]))],
            Codecs = [.. Codecs.Select(At)],
            Nat = Nat,
            RegisterExpires = TimeSpan.FromMinutes(10),
            Endpoint = [.. Endpoint.Select(o => new EndpointOptionSpec(At(o.Name), At(o.Value)))],
        },
        Features = new FeaturesSpec
        {
            Voicemail = Optional(Features.Voicemail),
            GroupPickup = Optional(Features.GroupPickup),
            DirectedPickup = Optional(Features.DirectedPickup),
        },
        Emergency = [],
        External = [],
        Firmware = [],
        DefaultProfile = null,
        Models = PhoneModel.Usual,
    };

    private static ExtensionNumber Number(string text)
    {
        Assert.True(ExtensionNumber.TryParse(text, out var number));
        return number;
    }

    private static SecretReference Secret(SecretKind kind, string number, int rotation) =>
        new(kind, $"extension/{number}", SecretOrigin.Derive, rotation);

    private static Digest DigestOf(params string?[] fields)
    {
        using var builder = new DigestBuilder();
        foreach (var field in fields)
        {
            builder.Add(field);
        }

        return builder.Build();
    }

    private SpecLocation Next()
    {
        _line++;
        return Here();
    }

    private SpecLocation Here() => new("office.yaml", _line, 1);

    private Located<T> At<T>(T value) => new(value, Here());

    private Located<string>? Optional(string? value) => value is null ? null : At(value);
}
