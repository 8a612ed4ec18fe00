using CsCheck;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;
using Reconciler.Core.Planning;
using Reconciler.Core.Secrets;
using Reconciler.Core.Sources;
using Reconciler.Host.Secrets;
using Reconciler.Testing.Fleets;

namespace Reconciler.Core.Tests.Planning;

public sealed class PlannerTests
{
    [Fact]
    public void Create_OfAFleetToItself_IsEmpty() => Gen.Int.Sample(
        seed =>
        {
            var fleet = PlanFleets.Of(PlanFleets.Some(seed));

            var plan = Planner.Create(fleet, fleet);

            Assert.True(plan.IsEmpty);
            Assert.Equal(Planner.Create(fleet, fleet).Hash, plan.Hash);
        },
        iter: 30);

    [Fact]
    public void Create_OfEqualDocuments_RendersNothing()
    {
        var specs = PlanFleets.Some(7);

        var plan = Planner.Create(new PlanRequest
        {
            From = PlanFleets.Of(Given.Site(), specs),
            To = PlanFleets.Of(Given.Site(), specs),
            RenderProfile = _ => throw new InvalidOperationException("rendered"),
        });

        Assert.True(plan.IsEmpty);
    }

    [Theory]
    [InlineData("7.5.4", "stone.bin", "7.4.9", "stone.bin")]
    [InlineData("7.5.4", "stone.bin", null, "stone.bin")]
    [InlineData("7.5.4", "stone.bin", "7.5.4", "other.bin")]
    public void SteppingStone_OrItsImage_ThatChanges_ChangesTheSiteTheRuleAndTheHash(string? via, string image, string? newVia, string newImage)
    {
        var (before, after) = (Fleet(via, image), Fleet(newVia, newImage));

        var plan = Planner.Create(before, after);

        Assert.Equal("firmware", Assert.Single(plan.Site).Name);
        Assert.Equal("Upgrade_Rule", Assert.Single(Assert.Single(plan.Phones).Changes).Name);
        Assert.NotEqual(Planner.Create(before, Fleet(newVia, newImage + "x")).Hash, plan.Hash);

        static EffectiveFleet Fleet(string? via, string image) => PlanFleets.Of(
            Given.Site() with { Digest = Given.DigestOf(via, image), Firmware = [Given.Image("7.4.9"), Given.Image("7.5.4") with { Image = Given.At(image) }, Given.Image("7.6.2", via)] },
            Given.Phone("002584061156", "SPA525G") with { Firmware = Given.At("7.6.2") });
    }

    [Fact]
    public void Hash_IsTheSameForAnyOrderOfTheSpecs() => Gen.Select(Gen.Int, Gen.Int).Sample(
        (from, to) =>
        {
            var before = PlanFleets.Some(from);
            var after = PlanFleets.Some(to);
            var shuffled = after.ToArray();
            new Random(from).Shuffle(shuffled);

            Assert.Equal(
                Planner.Create(PlanFleets.Of(before), PlanFleets.Of(after)).Hash,
                Planner.Create(PlanFleets.Of([.. before.Reverse()]), PlanFleets.Of(shuffled)).Hash);
        },
        iter: 30);

    [Fact]
    public void Hash_IsTheSameMaskedAndWithRealSecrets() => Gen.Select(Gen.Int, Gen.Int).Sample(
        (from, to) =>
        {
            var source = new HostSecretSource(new MasterKey(new byte[32]), "hq", _ => null, null);
            var request = new PlanRequest { From = PlanFleets.Of(PlanFleets.Some(from)), To = PlanFleets.Of(PlanFleets.Some(to)) };

            var masked = Planner.Create(request);
            var real = Planner.Create(request with { RenderProfile = phone => PhoneRenderer.Render(phone, source, "") });

            Assert.Equal(masked.Hash, real.Hash);
            Assert.Equal(masked.ToJson(), real.ToJson());
        },
        iter: 20);

    [Fact]
    public void Hash_DoesNotKnowCommitsFilesAndDescriptions()
    {
        var from = PlanFleets.Of(Given.Extension("151"), Phone("Fred"));
        var request = new PlanRequest { From = from, To = PlanFleets.Of(Given.Extension("151"), Phone("Anna")) };
        Assert.True(CommitId.TryParse(new string('a', 40), out var commit));

        var plain = Planner.Create(request);
        var dressed = Planner.Create(request with { Head = commit, Base = commit, Artifacts = [new ArtifactChange(ArtifactTarget.Served, "x", PlanVerb.Add)] });
        var described = Planner.Create(request with { To = PlanFleets.Of(Given.Extension("151"), Phone("Anna") with { Description = Given.At("upstairs") }) });

        Assert.Equal(plain.Hash, dressed.Hash);
        Assert.Equal(plain.Hash, described.Hash);
    }

    [Fact]
    public void Create_ALabel_ChangesOneParameterAndResyncs()
    {
        var plan = Planner.Create(PlanFleets.Of(Given.Extension("151"), Phone("Fred")), PlanFleets.Of(Given.Extension("151"), Phone("Anna")));

        var phone = Assert.Single(plan.Phones);
        Assert.Equal(PlanVerb.Change, phone.Verb);
        Assert.Equal(new ValueChange("Short_Name_1_", "Fred", "Anna"), Assert.Single(phone.Changes));
        Assert.Equal([PhoneEffect.Resync], phone.Effects);
        Assert.Equal(phone.Mac, Assert.Single(plan.Resyncs));
    }

    [Fact]
    public void Create_WhatNoPhoneSees_IsNoChange()
    {
        var plan = Planner.Create(
            PlanFleets.Of(Given.Extension("151"), Phone("Fred")),
            PlanFleets.Of(Given.Extension("151"), Phone("Fred") with { Description = Given.At("upstairs") }));

        Assert.True(plan.IsEmpty);
    }

    [Fact]
    public void Create_AnAddress_ChangesThePhoneButNotItsProfile()
    {
        var plan = Planner.Create(
            PlanFleets.Of(Given.Extension("151"), Phone("Fred")), PlanFleets.Of(Given.Extension("151"), Phone("Fred") with { Address = Given.At("10.0.0.1") }));

        var phone = Assert.Single(plan.Phones);
        Assert.Equal(new ValueChange("address", null, "10.0.0.1"), Assert.Single(phone.Changes));
        Assert.Empty(phone.Effects);
        Assert.Empty(plan.Resyncs);
    }

    [Fact]
    public void Create_AParameterThatMayReboot_SaysSo()
    {
        static PhoneProfile Profile(EffectivePhone phone) =>
            new(phone.Phone.Mac, [new ProfileParameter("Station_Name", phone.Phone.Keys.Length.ToString(System.Globalization.CultureInfo.InvariantCulture), null, MayReboot: true)]);

        var plan = Planner.Create(new PlanRequest
        {
            From = PlanFleets.Of(Given.Extension("151"), Phone("Fred")),
            To = PlanFleets.Of(Given.Extension("151"), Given.Phone(PlanFleets.Mac1, "SPA504G", Given.Line("151"), Given.Dial("1"))),
            RenderProfile = Profile,
        });

        Assert.Equal([PhoneEffect.Resync, PhoneEffect.Reboot], Assert.Single(plan.Phones).Effects);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Create_ARotation_SaysWhetherThePhoneCanStillCall(bool keepsPrevious, bool cutOff)
    {
        var old = Given.Extension("151");
        var rotated = old.Edited() with
        {
            Secret = Given.At(old.Secret.Value with { Rotation = 2 }),
            PreviousSecret = keepsPrevious ? old.Secret : null,
        };
        var phone = Phone("Fred");

        var plan = Planner.Create(PlanFleets.Of(old, phone), PlanFleets.Of(rotated, phone));

        Assert.Equal(cutOff, Assert.Single(plan.Phones).Effects.Contains(PhoneEffect.CannotCallUntilResync));
        Assert.Equal("«secret:extension/151#derive:2»", Assert.Single(plan.Extensions).Changes[0].To);
        Assert.Contains(plan.Phones[0].Changes, c => c is { Name: "Password_1_", From: "«secret:extension/151#derive:1»", To: "«secret:extension/151#derive:2»" });
    }

    [Fact]
    public void Create_AnotherTextOfAPlainSecret_ShowsInTheHashAlone()
    {
        EffectiveFleet With(string text)
        {
            var extension = Given.Extension("151") with { Secret = Given.At(Given.PlainSecret("extension/151", text)), Digest = Given.DigestOf(text) };
            return PlanFleets.Of(extension, Phone("Fred"));
        }

        var one = Planner.Create(With("first-canary"), With("second-canary"));
        var two = Planner.Create(With("first-canary"), With("third-canary"));

        var change = Assert.Single(Assert.Single(one.Extensions).Changes);
        Assert.Equal(change.From, change.To);
        Assert.Contains(Assert.Single(one.Phones).Changes, c => c.Name == "Password_1_");
        Assert.NotEqual(one.Hash, two.Hash);
        Assert.Equal(one.ToJson().Replace(one.Hash.ToString(), "", StringComparison.Ordinal), two.ToJson().Replace(two.Hash.ToString(), "", StringComparison.Ordinal));
    }

    [Fact]
    public void Create_FromNothing_AddsEverything()
    {
        var plan = Planner.Create(null, PlanFleets.Of(Given.Extension("151"), Given.Group("600", "151"), Given.Route("555", "600"), Phone("Fred")));

        Assert.All([.. plan.Extensions, .. plan.Groups, .. plan.Routes], o => Assert.Equal(PlanVerb.Add, o.Verb));
        Assert.Equal("555@itsp1", Assert.Single(plan.Routes).Id);
        var phone = Assert.Single(plan.Phones);
        Assert.Equal(PlanVerb.Add, phone.Verb);
        Assert.Contains(phone.Changes, c => c is { Name: "Short_Name_1_", From: null, To: "Fred" });
        Assert.Empty(plan.Resyncs);
        Assert.Equal(new PlanTotals(0, 0), plan.Before);
        Assert.Equal(new PlanTotals(1, 1), plan.After);
    }

    [Fact]
    public void Hash_OfAnAddedPhone_CoversItsDocuments_WithoutRenderingThem()
    {
        var fred = new PlanRequest { From = null, To = PlanFleets.Of(Phone("Fred"), Given.Extension("151")) };
        var anna = fred with { To = PlanFleets.Of(Phone("Anna"), Given.Extension("151")) };
        var unseen = fred with { WithAddedParameters = false, RenderProfile = _ => throw new InvalidOperationException("rendered") };

        Assert.NotEqual(Planner.Create(fred).Hash, Planner.Create(anna).Hash);
        Assert.Equal(Planner.Create(fred).Hash, Planner.Create(unseen).Hash);
        Assert.Empty(Assert.Single(Planner.Create(unseen).Phones).Changes);
    }

    [Fact]
    public void Create_APhoneThatGoes_IsRemoved()
    {
        var plan = Planner.Create(PlanFleets.Of(Given.Extension("151"), Phone("Fred")), PlanFleets.Of(Given.Extension("151")));

        Assert.Equal((PlanVerb.Remove, 0), (Assert.Single(plan.Phones).Verb, plan.Phones[0].Changes.Length));
    }

    [Fact]
    public void Create_AnotherPhoneWithTheSameLines_Replaces()
    {
        var from = PlanFleets.Of(Given.Extension("151"), Phone("Fred"));
        var to = PlanFleets.Of(Given.Extension("151"), Given.Phone(PlanFleets.Mac2, "SPA504G", Given.Line("151", "Fred")));

        var phone = Assert.Single(Planner.Create(from, to).Phones);

        Assert.Equal((PlanVerb.Replace, PlanFleets.Mac2, PlanFleets.Mac1), (phone.Verb, phone.Mac.ToString(), phone.Replaces?.ToString()));
    }

    [Fact]
    public void Create_AnotherPhoneWithOtherLines_DoesNotReplace()
    {
        ExtensionSpec[] extensions = [Given.Extension("151"), Given.Extension("152")];

        var plan = Planner.Create(PlanFleets.Of([.. extensions, Phone("Fred")]), PlanFleets.Of([.. extensions, Given.Phone(PlanFleets.Mac2, "SPA504G", Given.Line("152"))]));

        Assert.Equal([PlanVerb.Remove, PlanVerb.Add], plan.Phones.Select(p => p.Verb));
    }

    [Fact]
    public void Create_Reloads_AreTheModulesWhoseFilesChange_InOrder()
    {
        var fleet = PlanFleets.Of(Given.Extension("151"));
        ArtifactChange Changed(string path, ArtifactTarget target = ArtifactTarget.Asterisk) => new(target, path, PlanVerb.Change);

        var plan = Planner.Create(new PlanRequest
        {
            From = fleet,
            To = fleet,
            Artifacts = [Changed("extensions.conf"), Changed("pjsip.conf"), Changed("voicemail.conf", ArtifactTarget.Dhcp)],
        });

        Assert.Equal([AsteriskModule.Pjsip, AsteriskModule.Dialplan], plan.Reloads);
    }

    private static PhoneSpec Phone(string label, string line = "151") => Given.Phone(PlanFleets.Mac1, "SPA504G", Given.Line(line, label));
}
