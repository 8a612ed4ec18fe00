using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Host.Pbx;

namespace Reconciler.Acceptance.Asterisk;

/// <summary>
/// Every option that a site may set, with every value that it takes: a real Asterisk loads it, and prints it so that it compares equal. Else a
/// good commit would be rolled back.
/// </summary>
public sealed class EndpointOptionReadBackTests(Asterisk22Bench bench22, Asterisk16Bench bench16) : IClassFixture<Asterisk22Bench>, IClassFixture<Asterisk16Bench>
{
    // One of these is a value of each kind that is not a text.
    private static readonly ImmutableArray<string> Candidates =
    [
        "yes", "no", "0", "1", "5", "64", "90", "100", "3600", "required", "always", "rfc4733", "rfc2833", "inband", "info", "shortinfo", "auto", "auto_info",
        "invite", "reinvite", "update", "none", "outgoing", "incoming", "sdes", "fec", "redundancy", "user", "uri_core", "uri_pjsip",
        "allowed", "prohib", "unavailable", "ef", "cs3", "af41", "never", "nonat", "pai", "rpid", "legacy", "originate", "accept", "refuse",
        "uac", "uas", "udp", "10.0.0.0/8,192.168.1.1", "10.1.2.3",
    ];

    // What is cut, taken apart or refused by one option or another.
    private static readonly ImmutableArray<string> Texts =
    [
        "some-text", "a b", "a,b", "a=b", "a>b", "\"quoted\"", "a;b", "[x]", "100%", "${X}", "x,", "a|b", "a/b", "a@b", "a&b", "a\\,b", "yes", "none", "Zoë", "#x", "!x", "(x)",
        .. new[] { 79, 80, 255, 256, 511, 512, 2000 }.Select(n => new string('x', n)),
        new string('ж', 40),
    ];

    [Fact]
    public Task Pjsip_On22_ReadsBackClean() => CheckAsync(bench22, SipChannel.Pjsip);

    [Fact]
    public Task Pjsip_On16_ReadsBackClean() => CheckAsync(bench16, SipChannel.Pjsip);

    [Fact]
    public Task Sip_On16_ReadsBackClean() => CheckAsync(bench16, SipChannel.Sip);

    private static async Task CheckAsync(PbxBench bench, SipChannel channel)
    {
        await bench.ResetAsync();
        var extensions = Extensions(channel).ToList();
        var office = OfficeConfiguration.With(channel, extensions);
        await using var control = bench.Control();

        await bench.ActivateAsync(control, office);

        var problems = await control.ReadBackAsync(office, previous: null, TestContext.Current.CancellationToken);
        Assert.Equal("", string.Join('\n', problems.Select(p => $"{OptionOf(p)}: {Short(p.Message)}").Order(StringComparer.Ordinal)));

        string OptionOf(PbxProblem problem) =>
            extensions.Find(e => problem.Subject.EndsWith(' ' + e.Number, StringComparison.Ordinal))?.Options[0] is { } option
                ? string.Create(CultureInfo.InvariantCulture, $"{option.Name} = {Short(option.Value.Masked)} ({Encoding.UTF8.GetByteCount(option.Value.Masked)} bytes)")
                : problem.Subject;
    }

    private static string Short(string text) => text.Length <= 100 ? text : text[..40] + "..." + text[^40..];

    private static IEnumerable<OfficeExtension> Extensions(SipChannel channel)
    {
        var number = 1000;
        foreach (var (name, value) in EndpointOptionCatalogue.Of(channel).Options.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            ImmutableArray<string> values = name is "transport"
                ? ["transport-udp"]
                : value.Accepts("some-text")
                ? [.. Texts.Where(value.Accepts)]
                : [.. Candidates.Where(c => value.Accepts(c) && IsMeant(name, value, c))];
            Assert.True(values.Length > 0, $"no candidate value for {name}");
            foreach (var text in values)
            {
                yield return new OfficeExtension((++number).ToString(CultureInfo.InvariantCulture)) { Options = [new(name, text)] };
            }
        }
    }

    // An address is dotted, and a session's least time is not above its usual one (1800).
    private static bool IsMeant(string name, EndpointOptionValue value, string candidate) =>
        (value != EndpointOptionValue.Address || candidate.Contains('.', StringComparison.Ordinal)) && !(name is "timers_min_se" && candidate is "3600");
}
