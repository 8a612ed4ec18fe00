using Reconciler.Core.Asterisk;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Tests.Asterisk;

public sealed class AsteriskArtifactsTests
{
    [Fact]
    public void Files_AreThoseOfTheSitesChannel()
    {
        Assert.Equal(["pjsip.conf", "extensions.conf", "voicemail.conf"], Paths(SipChannel.Pjsip));
        Assert.Equal(["sip.conf", "extensions.conf", "voicemail.conf"], Paths(SipChannel.Sip));

        static IEnumerable<string> Paths(SipChannel channel) =>
            AsteriskArtifacts.Create(new OfficeBuilder { Channel = channel }.ToEffective(), new PredictableSecrets()).Files.Select(f => f.Path);
    }

    [Fact]
    public void Inputs_OfTheSameFleet_AreTheSame() => Assert.Equal(Inputs(Office(1)), Inputs(Office(1)));

    [Fact]
    public void Inputs_ChangeWithTheSpecs() => Assert.All(Inputs(Office(1)).Zip(Inputs(Office(2))), pair => Assert.NotEqual(pair.First, pair.Second));

    [Fact]
    public void Inputs_ChangeWithASecretsValue_WhereItIsWritten()
    {
        var before = Inputs(Office(1));
        var after = AsteriskArtifacts.Create(Office(1).ToEffective(), new MaskedSecretSource()).Files.Select(f => f.InputDigest).ToList();

        Assert.NotEqual(before[0], after[0]);
        Assert.Equal(before[1], after[1]);
        Assert.NotEqual(before[2], after[2]);
    }

    [Fact]
    public void Inputs_ChangeWithTheNumberOfPhones() =>
        Assert.NotEqual(
            Inputs(new OfficeBuilder().Extension("151", "Fred", phones: 1))[0], Inputs(new OfficeBuilder().Extension("151", "Fred", phones: 2))[0]);

    [Fact]
    public void Configuration_IsSharedByAllFiles()
    {
        var artifacts = AsteriskArtifacts.Create(Office(1).ToEffective(), new PredictableSecrets());

        Assert.Same(artifacts.Configuration, artifacts.Configuration);
        Assert.Equal(AsteriskFiles.Sip(artifacts.Configuration), artifacts.Files[0].Render());
    }

    private static OfficeBuilder Office(int rotation) => new OfficeBuilder().Extension("151", "Fred", voicemail: true, rotation: rotation);

    private static List<Digest> Inputs(OfficeBuilder office) =>
        [.. AsteriskArtifacts.Create(office.ToEffective(), new PredictableSecrets()).Files.Select(f => f.InputDigest)];
}
