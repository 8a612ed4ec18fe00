using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Reading;
using Reconciler.Core.Secrets;
using Reconciler.Scheduling;
using Reconciler.Specs.Loading;

namespace Reconciler.Specs.Tests.Shops;

/// <summary>A small shop as its administrator writes it: four extensions, one phone, and what a test changes of them.</summary>
internal sealed record Shop
{
    public string Host { get; init; } = "192.0.2.5";

    public string Url { get; init; } = "tftp://192.0.2.5";

    public string Asterisk { get; init; } = "";

    public string Provisioning { get; init; } = "";

    public string Features { get; init; } = """voicemail: "*97", groupPickup: "*8", directedPickup: "**" """;

    public string Site { get; init; } = "";

    public string Extensions { get; init; } = """
        - { extension: 101, name: Fred, voicemail: {}, pickupGroup: 1, device: other }
        - { extension: 102, name: Sally, voicemail: {}, pickupGroup: 1, device: other }
        - { extension: 103, device: other }
        - { extension: 104, device: other }
        """;

    public string Model { get; init; } = "SPA504G";

    public string Phone { get; init; } = "keys: [101]";

    public string Profile { get; init; } = "";

    public FleetReading Read() => new FleetReader(new SpecLoader(), new QuartzWindowClock()).Read(ToTree(), null);

    /// <summary>Each finding as users see it, the code and the place first.</summary>
    public string[] Findings() => [.. Read().Diagnostics.Select(d => d.ToString())];

    public EffectiveFleet ToFleet()
    {
        var reading = Read();
        Assert.True(reading.Fleet is not null, string.Join('\n', reading.Diagnostics));
        return EffectiveFleet.Of(reading.Fleet);
    }

    /// <summary>The phone's profile by element; secrets are masked.</summary>
    public Dictionary<string, string> Elements()
    {
        var fleet = ToFleet();
        return PhoneRenderer.Render(fleet.Phones[0], new MaskedSecretSource(), RevisionTag.Masked).Parameters.ToDictionary(p => p.Name, p => p.Value.Masked, StringComparer.Ordinal);
    }

    /// <summary>What Asterisk is given; secrets are masked.</summary>
    public AsteriskConfiguration Pbx() => AsteriskRenderer.Render(ToFleet(), new MaskedSecretSource());

    /// <summary>The settings of each section of that name, as <c>name=value</c>.</summary>
    public string[] Section(string name) =>
        [.. Pbx().Sip.Where(s => s.Name == name).SelectMany(s => s.Settings).Select(s => $"{s.Name}={s.Value.Masked}")];

    private MemoryTree ToTree()
    {
        var tree = new MemoryTree()
            .Add("site.yaml", $$"""
                name: hq
                provisioning: { url: "{{Url}}"{{Also(Provisioning)}} }
                asterisk: { host: "{{Host}}", context: internal{{Also(Asterisk)}} }
                features: { {{Features}} }
                {{Site}}
                """)
            .Add("extensions/all.yaml", Extensions)
            .Add("phones/one.yaml", $"mac: 00:25:84:00:00:01\nmodel: {Model}\n{Phone}\n");
        return Profile.Length == 0 ? tree : tree.Add("profiles/base.yaml", "name: base\n" + Profile + "\n");
    }

    private static string Also(string more) => more.Length == 0 ? "" : ", " + more;
}
