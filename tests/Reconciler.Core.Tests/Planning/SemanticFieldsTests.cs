using System.Reflection;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Planning;
using Reconciler.Core.Secrets;
using Reconciler.Core.Windows;
using Reconciler.Testing.Fleets;

namespace Reconciler.Core.Tests.Planning;

/// <summary>For each property of a spec there is an edit here, and a plan must show each; a property without an edit fails the test.</summary>
public sealed class SemanticFieldsTests
{
    private static readonly string[] NotSemantic = ["Location", "Digest", "Written", "EqualityContract"];

    [Fact]
    public void Extension_EveryPropertyShows()
    {
        var other = new SecretReference(SecretKind.Pin, "extension/151", SecretOrigin.Env, Name: "X");
        Covers<ExtensionSpec>(
            Given.Extension("151") with { Voicemail = Given.Voicemail("151") },
            spec => Planner.Create(PlanFleets.Of(Given.Extension("151") with { Voicemail = Given.Voicemail("151") }), PlanFleets.Of(spec)).Extensions.Length,
            new(StringComparer.Ordinal)
            {
                ["Number"] = e => Given.Extension("152") with { Voicemail = e.Voicemail },
                ["Name"] = e => e with { Name = Given.At("X") },
                ["Context"] = e => e with { Context = Given.At("lobby") },
                ["Secret"] = e => e with { Secret = Given.At(e.Secret.Value with { Rotation = 2 }) },
                ["PreviousSecret"] = e => e with { PreviousSecret = Given.At(e.Secret.Value with { Rotation = 9 }) },
                ["Device"] = e => e with { Device = DeviceKind.Phone },
                ["RingTime"] = e => e with { RingTime = TimeSpan.FromSeconds(5) },
                ["RingOptions"] = e => e with { RingOptions = Given.At("t") },
                ["Voicemail.Pin"] = e => e with { Voicemail = e.Voicemail! with { Pin = Given.At(other) } },
                ["Voicemail.Locked"] = e => e with { Voicemail = e.Voicemail! with { Locked = true } },
                ["Voicemail.Email"] = e => e with { Voicemail = e.Voicemail! with { Email = Given.At("a@b.c") } },
                ["User"] = e => e with { User = Given.At("sip-151") },
                ["PickupGroups"] = e => e with { PickupGroups = [Given.At(3)] },
            });
    }

    [Fact]
    public void Group_EveryPropertyShows()
    {
        Spec[] known = [Given.Extension("151"), Given.Extension("152")];
        Covers<RingGroupSpec>(
            Given.Group("600", "151"),
            spec => Planner.Create(PlanFleets.Of([.. known, Given.Group("600", "151")]), PlanFleets.Of([.. known, spec])).Groups.Length,
            new(StringComparer.Ordinal)
            {
                ["Number"] = g => Given.Group("601", "151"),
                ["Name"] = g => g with { Name = Given.At("X") },
                ["Ring"] = g => g with { Ring = Given.Names("152") },
                ["Strategy"] = g => g with { Strategy = RingStrategy.InOrder },
                ["RingTime"] = g => g with { RingTime = TimeSpan.FromSeconds(5) },
                ["Otherwise.Kind"] = g => g with { Otherwise = Given.To(DestinationKind.Extension, "151") },
                ["Otherwise.Target"] = g => g with { Otherwise = Given.To(DestinationKind.Goto, "ivr,s,1") },
            });
    }

    [Fact]
    public void Route_EveryPropertyShows()
    {
        Spec[] known = [Given.Extension("151"), Given.Extension("152")];
        Covers<RouteSpec>(
            Given.Route("555", "151"),
            spec => Planner.Create(PlanFleets.Of([.. known, Given.Route("555", "151")]), PlanFleets.Of([.. known, spec])).Routes.Length,
            new(StringComparer.Ordinal)
            {
                ["Did"] = r => r with { Did = Given.At("556") },
                ["Context"] = r => r with { Context = Given.At("itsp2") },
                ["Ring"] = r => r with { Ring = Given.Names("152") },
                ["RingTime"] = r => r with { RingTime = TimeSpan.FromSeconds(5) },
                ["RingOptions"] = r => r with { RingOptions = Given.At("t") },
                ["Otherwise.Kind"] = r => r with { Otherwise = Given.To(DestinationKind.Extension, "151") },
                ["Otherwise.Target"] = r => r with { Otherwise = Given.To(DestinationKind.Goto, "ivr,s,1") },
            });
    }

    private static SiteSpec WithWaves => Given.Site() with
    {
        Rollout = new RolloutSpec(Given.Place("site.yaml"), [], [Given.At(10)], RolloutSpec.DefaultSettle, RolloutSpec.DefaultDeadline, RolloutFailure.Hold),
    };

    [Fact]
    public void Site_EveryPropertyShows() => Covers<SiteSpec>(
        WithWaves,
        spec => Planner.Create(PlanFleets.Of(WithWaves, Given.Profile("p")), PlanFleets.Of(spec, Given.Profile("p"))).Site.Length,
        new(StringComparer.Ordinal)
        {
            ["Name"] = s => s with { Name = Given.At("x") },
            ["Provisioning.Url"] = s => s with { Provisioning = s.Provisioning with { Url = Given.At("http://x") } },
            ["Provisioning.KeyUrl"] = s => s with { Provisioning = s.Provisioning with { KeyUrl = Given.At("https://x") } },
            ["Provisioning.Encrypt"] = s => s with { Provisioning = s.Provisioning with { Encrypt = true } },
            ["Provisioning.FirmwareUrl"] = s => s with { Provisioning = s.Provisioning with { FirmwareUrl = Given.At("http://x") } },
            ["Provisioning.ProfilePath"] = s => s with { Provisioning = s.Provisioning with { ProfilePath = "/x" } },
            ["Provisioning.FirmwarePath"] = s => s with { Provisioning = s.Provisioning with { FirmwarePath = "/x" } },
            ["Provisioning.BootstrapResync"] = s => s with { Provisioning = s.Provisioning with { BootstrapResync = TimeSpan.FromSeconds(99) } },
            ["Provisioning.ResyncOnReset"] = s => s with { Provisioning = s.Provisioning with { ResyncOnReset = false } },
            ["Provisioning.ResyncEvery"] = s => s with { Provisioning = s.Provisioning with { ResyncEvery = TimeSpan.FromSeconds(99) } },
            ["Provisioning.ResyncRetry"] = s => s with { Provisioning = s.Provisioning with { ResyncRetry = TimeSpan.FromSeconds(99) } },
            ["Provisioning.ResyncRandomDelay"] = s => s with { Provisioning = s.Provisioning with { ResyncRandomDelay = TimeSpan.FromSeconds(99) } },
            ["Asterisk.Host"] = s => s with { Asterisk = s.Asterisk with { Host = Given.At("x") } },
            ["Asterisk.Port"] = s => s with { Asterisk = s.Asterisk with { Port = 5070 } },
            ["Asterisk.Transport"] = s => s with { Asterisk = s.Asterisk with { Transport = SipTransport.Tcp } },
            ["Asterisk.Srtp"] = s => s with { Asterisk = s.Asterisk with { Srtp = SrtpUse.Required } },
            ["Asterisk.Channel"] = s => s with { Asterisk = s.Asterisk with { Channel = Given.At(SipChannel.Sip) } },
            ["Asterisk.Context"] = s => s with { Asterisk = s.Asterisk with { Context = Given.At("x") } },
            ["Asterisk.Contexts"] = s => s with { Asterisk = s.Asterisk with { Contexts = [s.Asterisk.Contexts[0] with { Include = Given.Names("x") }] } },
            ["Asterisk.Codecs"] = s => s with { Asterisk = s.Asterisk with { Codecs = Given.Names("ulaw", "g722") } },
            ["Asterisk.Nat"] = s => s with { Asterisk = s.Asterisk with { Nat = true } },
            ["Asterisk.RegisterExpires"] = s => s with { Asterisk = s.Asterisk with { RegisterExpires = TimeSpan.FromSeconds(99) } },
            ["Asterisk.Endpoint"] = s => s with { Asterisk = s.Asterisk with { Endpoint = [new EndpointOptionSpec(Given.At("x"), Given.At("y"))] } },
            ["Features.Voicemail"] = s => s with { Features = s.Features with { Voicemail = null } },
            ["Features.GroupPickup"] = s => s with { Features = s.Features with { GroupPickup = null } },
            ["Features.DirectedPickup"] = s => s with { Features = s.Features with { DirectedPickup = null } },
            ["Features.CallPark"] = s => s with { Features = s.Features with { CallPark = Given.At("*70") } },
            ["Features.CallUnpark"] = s => s with { Features = s.Features with { CallUnpark = Given.At("*71") } },
            ["Emergency"] = s => s with { Emergency = [] },
            ["External"] = s => s with { External = [] },
            ["Firmware"] = s => s with { Firmware = [] },
            ["DefaultProfile"] = s => s with { DefaultProfile = Given.At("p") },
            ["Rollout.Canary"] = s => s with { Rollout = s.Rollout! with { Canary = Given.Names("p") } },
            ["Rollout.Percentages"] = s => s with { Rollout = s.Rollout! with { Percentages = [Given.At(20)] } },
            ["Rollout.Settle"] = s => s with { Rollout = s.Rollout! with { Settle = TimeSpan.FromSeconds(99) } },
            ["Rollout.Deadline"] = s => s with { Rollout = s.Rollout! with { Deadline = TimeSpan.FromSeconds(99) } },
            ["Rollout.OnFailure"] = s => s with { Rollout = s.Rollout! with { OnFailure = RolloutFailure.Rollback } },
            ["Windows"] = s => s with { Windows = [new WindowSpec(new Window("nights", Allows: true, "0 0 22 ? * MON", TimeSpan.FromHours(6), "UTC"), Given.Place("site.yaml"), Given.Place("site.yaml"), Given.Place("site.yaml"))] },
            ["Models"] = s => s with { Models = [Given.Model("SPA504G")] },
        });

    [Fact]
    public void Phone_HasNoPropertyThatThePlanDoesNotKnow()
    {
        // Seen in the rendered profile, but for address (a field of its own) and the description (for people).
        string[] known = ["Mac", "Model", "Description", "Address", "Profiles", "Settings", "Firmware", "Keys", "Console"];

        Assert.Equal(known, typeof(PhoneSpec).GetProperties().Select(p => p.Name).Except(NotSemantic));
    }

    private static void Covers<T>(T original, Func<T, int> changesOf, Dictionary<string, Func<T, T>> edits)
        where T : Spec
    {
        Assert.Equal(PathsOf(typeof(T), "").Order(StringComparer.Ordinal), edits.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(0, changesOf(original.Edited()));
        foreach (var (property, edit) in edits)
        {
            Assert.True(changesOf(edit(original).Edited()) > 0, $"a plan does not show {property}");
        }
    }

    private static IEnumerable<string> PathsOf(Type type, string prefix)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => !NotSemantic.Contains(p.Name)))
        {
            var isNested = property.PropertyType is { IsClass: true } nested && nested.Namespace == typeof(Spec).Namespace && nested != typeof(PhoneModel);
            foreach (var path in isNested ? PathsOf(property.PropertyType, $"{prefix}{property.Name}.") : [prefix + property.Name])
            {
                yield return path;
            }
        }
    }
}
