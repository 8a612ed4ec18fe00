using System.Collections.Immutable;
using CsCheck;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Explaining;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;
using Reconciler.Testing.Fleets;
using Spec = Reconciler.Core.Fleets.Specs.Spec;

namespace Reconciler.Core.Tests.Explaining;

public sealed class CallPathTests
{
    private static readonly Gen<Spec[]> Fleets = Gen.Int[0, 1_000_000].Select(Some);

    [Fact]
    public void Calls_OfAnyFleet_GoAsTheRenderedDialplanSendsThem() => Fleets.Sample(
        specs =>
        {
            var fleet = EffectiveFleet.Of(ExplainedFleet.Resolve(Given.Site(), specs));
            var dialplan = new DialplanWalk(AsteriskRenderer.Render(fleet, new MaskedSecretSource()));
            var explainer = ExplainedFleet.Of(specs);

            foreach (var number in fleet.Extensions.Select(e => e.Number.ToString()))
            {
                Assert.Equal(dialplan.From("fxsgroup", number), Steps(explainer.Explain(number).Extension!.Call));
            }

            foreach (var call in fleet.Groups.Select(g => g.Number.Value.ToString()).Concat(fleet.Routes.Select(r => r.Did.Value)).SelectMany(n => explainer.Explain(n).Calls))
            {
                Assert.Equal(dialplan.From(call.Context ?? "fxsgroup", call.Number), Steps(call.Call));
            }
        },
        iter: 300);

    [Fact]
    public void Call_ThatComesToAGroupAgain_EndsThere()
    {
        // The rules refuse such specs; the path does not rely on it.
        var fleet = ExplainedFleet.Resolve(Given.Site(), Given.Extension("151"), Given.Group("600", "151"), Given.Group("601", "151"));
        fleet = fleet with
        {
            Groups = [fleet.Groups[0] with { Otherwise = Given.To(DestinationKind.Group, "601") }, fleet.Groups[1] with { Otherwise = Given.To(DestinationKind.Group, "600") }],
        };

        var call = new Explainer(fleet, new NoLineHistory("")).Explain("600").Calls[0].Call;

        Assert.Equal(["ring 151 25", "ring 151 25", "again 600"], Steps(call));
    }

    [Fact]
    public void Ring_NamesThePhonesOfEachExtension()
    {
        var explainer = ExplainedFleet.Of(
            Given.Extension("151", "Fred", DeviceKind.Phone),
            Given.Extension("152", "Softphone"),
            Given.Phone("002584000001", "SPA504G", Given.Line("151")),
            Given.Route("5551212", "151", "152"));

        var ring = explainer.Explain("5551212").Calls[0].Call.Children[0];

        Assert.Equal("rings for 25 s, all together", ring.Text);
        Assert.Equal(["151 \"Fred\"", "152 \"Softphone\": a device that is not provisioned here"], ring.Children.Select(c => c.Text));
        Assert.Equal("key 1 of Fred's phone (SPA504G, 00:25:84:00:00:01)", Assert.Single(ring.Children[0].Children).Text);
    }

    [Theory]
    [InlineData("911", "It is an emergency number")]
    [InlineData("705", "It is one of the numbers outside the specs")]
    [InlineData("*97", "It is a feature code")]
    [InlineData("15l", "Did you mean \"151\"?")]
    [InlineData("00:25:84:06:11:57", "Did you mean \"002584061156\"?")]
    [InlineData("ffff00001111", null)]
    public void Hint_OfWhatIsNoSubject_SaysWhatItIsOrWhatIsNear(string subject, string? hint)
    {
        var explainer = ExplainedFleet.Of(Given.Extension("151"), Given.Phone(ExplainedFleet.Mac, "SPA504G", Given.Line("151")));

        Assert.True(explainer.Explain(subject).IsEmpty);
        Assert.StartsWith(hint ?? "", explainer.Hint(subject) ?? "", StringComparison.Ordinal);
        Assert.Equal(hint is null, explainer.Hint(subject) is null);
    }

    /// <summary>What happens to the call, in order, without the wording.</summary>
    private static IEnumerable<string> Steps(CallNode node) => node.Kind switch
    {
        CallNodeKind.Ring => [$"ring {string.Join('&', node.Children.Select(c => c.Target))} {node.Time!.Value.TotalSeconds}"],
        CallNodeKind.Voicemail => [$"voicemail {node.Target}"],
        CallNodeKind.Hangup => ["hangup"],
        CallNodeKind.Goto => [$"goto {node.Target}"],
        CallNodeKind.Again => [$"again {node.Target}"],
        _ => node.Children.SelectMany(Steps),
    };

    private static Spec[] Some(int seed)
    {
        var random = new Random(seed);
        ImmutableArray<string> numbers = [.. Enumerable.Range(100, random.Next(2, 8)).Select(n => $"{n}")];
        var extensions = numbers.Select((n, i) => Given.Extension(n) with
        {
            Voicemail = i == 0 || random.Next(2) == 0 ? Given.Voicemail(n) : null,
            RingTime = TimeSpan.FromSeconds(random.Next(5, 60)),
        });
        var phones = numbers.Take(random.Next(numbers.Length)).SelectMany((n, i) => Enumerable.Range(0, random.Next(1, 3)).Select(k =>
            Given.Phone($"00258400{i:x2}{k:x2}", "SPA504G", Given.Line(n))));
        var count = random.Next(1, 5);
        var groups = Enumerable.Range(0, count).Select(i => Given.Group($"{600 + i}", Members(random, numbers)) with
        {
            Strategy = random.Next(2) == 0 ? RingStrategy.All : RingStrategy.InOrder,
            RingTime = TimeSpan.FromSeconds(random.Next(5, 60)),
            Otherwise = End(random, numbers, i + 1 < count ? $"{601 + i}" : null),
        });
        var routes = Enumerable.Range(0, 3).Select(i => Given.Route($"555{i}", random.Next(2) == 0 ? [$"{600 + random.Next(count)}"] : Members(random, numbers)) with
        {
            Otherwise = End(random, numbers, "600"),
        });
        return [.. extensions, .. phones, .. groups, .. routes];
    }

    private static string[] Members(Random random, ImmutableArray<string> numbers) => [.. numbers.Where(_ => random.Next(2) == 0).DefaultIfEmpty(numbers[0])];

    private static DestinationSpec End(Random random, ImmutableArray<string> numbers, string? group) => random.Next(5) switch
    {
        0 => Given.To(DestinationKind.Extension, numbers[random.Next(numbers.Length)]),
        1 => Given.To(DestinationKind.Voicemail, numbers[0]),
        2 => Given.To(DestinationKind.Goto, "ivr,s,1"),
        3 when group is not null => Given.To(DestinationKind.Group, group),
        _ => Given.Hangup(),
    };
}
