using System.Globalization;
using Reconciler.Import.Writing;

namespace Reconciler.Import.Drafts;

/// <summary>site.yaml as it will be written.</summary>
internal sealed class SiteDraft(string name)
{
    public string Name { get; } = name;

    public string? Url { get; set; }

    public string? ProfilePath { get; set; }

    public bool ResyncOnReset { get; set; } = true;

    public int? ResyncSeconds { get; set; }

    public int? RetrySeconds { get; set; }

    public int? RandomDelaySeconds { get; set; }

    public string? Host { get; set; }

    public int? Port { get; set; }

    public string Transport { get; set; } = "udp";

    public string? Srtp { get; set; }

    public bool IsChanSip { get; set; }

    public string Context { get; set; } = "internal";

    /// <summary>Contexts beside the site's, and what each includes.</summary>
    public SortedDictionary<string, List<string>> Contexts { get; } = new(StringComparer.Ordinal);

    public List<string> Codecs { get; set; } = [];

    public bool Nat { get; set; }

    public int? RegisterSeconds { get; set; }

    public SortedDictionary<string, FoundText> Endpoint { get; } = new(StringComparer.Ordinal);

    public string? Voicemail { get; set; }

    public string? GroupPickup { get; set; }

    public string? DirectedPickup { get; set; }

    public string? CallPark { get; set; }

    public string? CallUnpark { get; set; }

    public List<string> Emergency { get; set; } = [];

    public SortedSet<string> External { get; } = new(StringComparer.Ordinal);

    public string Proxy => Port is { } port && (port != 5060 || Transport == "tls") ? $"{Host}:{port.ToString(CultureInfo.InvariantCulture)}" : Host ?? "";

    public WrittenMap ToMap(bool hasBase)
    {
        var map = new WrittenMap().Add("name", Name);
        var provisioning = new WrittenMap().Add("url", new WrittenText(Url ?? "tftp://" + Host)).Add("profilePath", ProfilePath is null or "/xml" ? null : new WrittenText(ProfilePath));
        var resync = new WrittenMap();
        resync.Add("onReset", ResyncOnReset ? null : new WrittenText("false", Plain: true));
        resync.Add("every", ResyncSeconds is { } every and not 3600 ? Duration(every) : null);
        resync.Add("retry", RetrySeconds is { } retry ? Duration(retry) : null);
        resync.Add("randomDelay", RandomDelaySeconds is { } delay and > 0 ? Duration(delay) : null);
        map.Add("provisioning", provisioning.Add("resync", resync.Entries.Count == 0 ? null : resync));
        map.Add("asterisk", Asterisk());
        var features = new WrittenMap().Add("voicemail", Quoted(Voicemail)).Add("groupPickup", Quoted(GroupPickup)).Add("directedPickup", Quoted(DirectedPickup))
            .Add("callPark", Quoted(CallPark)).Add("callUnpark", Quoted(CallUnpark));
        map.Add("features", features.Entries.Count == 0 ? null : features, Origin("the feature codes", () => (Voicemail, GroupPickup, DirectedPickup, CallPark, CallUnpark) = (null, null, null, null, null)));
        map.Add("emergency", Emergency.Count == 0 ? null : List(Emergency), Origin("the emergency numbers", Emergency.Clear));
        map.Add("external", External.Count == 0 ? null : List(External), Origin("numbers outside the specs", External.Clear));
        return map.Add("defaults", hasBase ? WrittenMap.Of("profile", new WrittenText(ProfileDrafts.BaseName)) : null);
    }

    private WrittenMap Asterisk()
    {
        var map = new WrittenMap().Add("host", new WrittenText(Host ?? "127.0.0.1"));
        map.Add("port", Port is { } port && port != (Transport == "tls" ? 5061 : 5060) ? port.ToString(CultureInfo.InvariantCulture) : null);
        map.Add("transport", Transport == "udp" ? null : Transport);
        map.Add("srtp", Srtp, Origin("srtp", () => Srtp = null));
        map.Add("channel", IsChanSip ? "sip" : null);
        map.Add("context", new WrittenText(Context));
        if (Contexts.Count > 0)
        {
            var contexts = new WrittenMap();
            foreach (var (context, includes) in Contexts)
            {
                contexts.Add(context, WrittenMap.Of("include", List(includes)), Origin($"the context {context}", () => Contexts.Remove(context)));
            }

            map.Add("contexts", contexts);
        }

        map.Add("codecs", Codecs.Count == 0 || Codecs.SequenceEqual(["g722", "ulaw", "alaw"]) ? null : WrittenList.Of(Codecs), Origin("the codecs", Codecs.Clear));
        map.Add("nat", Nat ? new WrittenText("true", Plain: true) : null);
        map.Add("registerExpires", RegisterSeconds is { } expires and not 600 ? Duration(expires) : null);
        if (Endpoint.Count > 0)
        {
            var options = new WrittenMap();
            foreach (var (option, value) in Endpoint)
            {
                options.Add(option, new WrittenText(value.Text), new WrittenOrigin(value.File, value.Line, $"the option {option}", () => Endpoint.Remove(option)));
            }

            map.Add("endpoint", options);
        }

        return map;
    }

    private static WrittenText? Quoted(string? code) => code is null ? null : new WrittenText(code);

    private static WrittenList List(IEnumerable<string> numbers)
    {
        var list = new WrittenList();
        list.Items.AddRange(numbers.Select(n => ((WrittenNode)new WrittenText(n), (WrittenOrigin?)null)));
        return list;
    }

    private static WrittenOrigin Origin(string what, Action drop) => new("site.yaml", 0, what, drop);

    private static WrittenText Duration(int seconds) => new(seconds switch
    {
        > 0 when seconds % 3600 == 0 => (seconds / 3600).ToString(CultureInfo.InvariantCulture) + "h",
        > 0 when seconds % 60 == 0 => (seconds / 60).ToString(CultureInfo.InvariantCulture) + "m",
        _ => seconds.ToString(CultureInfo.InvariantCulture) + "s",
    });
}
