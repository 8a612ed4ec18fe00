using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Tests.Phones;

public sealed class PhoneArtifactsTests
{
    private static readonly byte[] Key = new byte[32];

    [Fact]
    public void Create_SeedSite_NamesBootstrapAndProfileFiles()
    {
        var paths = Create(PhoneFixture.Site, PhoneFixture.Seed()).Select(a => a.Path);

        Assert.Equal(
            [
                "spa301.cfg", "spa303.cfg", "spa501G.cfg", "spa502G.cfg", "spa504G.cfg", "spa508G.cfg", "spa509G.cfg", "spa512G.cfg", "spa514G.cfg", "spa525G.cfg",
                "spa525G2.cfg", "xml/spa002584061156.xml",
            ],
            paths);
    }

    [Fact]
    public void Create_Profile_IsInTheBucketOfItsLastOctet()
    {
        var profile = Create(PhoneFixture.Site, PhoneFixture.Seed())[^1];

        Assert.Equal((byte)0x56, profile.Bucket);
        Assert.Equal(PhoneFixture.Seed().Mac, profile.Phone);
    }

    [Fact]
    public void Create_SameInputs_GiveTheSameDigestsAndBytes()
    {
        var first = Create(PhoneFixture.Site, PhoneFixture.Seed());
        var second = Create(PhoneFixture.Site, PhoneFixture.Seed());

        Assert.Equal(first.Select(a => a.InputDigest), second.Select(a => a.InputDigest));
        Assert.Equal(first.Select(a => a.Render()), second.Select(a => a.Render()));
    }

    [Fact]
    public void InputDigest_ChangesWithSpecSecretSiteAndKey()
    {
        var seed = PhoneFixture.Seed();
        Digest[] digests =
        [
            Profile(PhoneFixture.Site, seed, new KnownSecrets(), Key),
            Profile(PhoneFixture.Site, seed with { InputDigest = new Digest(1, 2, 3, 4) }, new KnownSecrets(), Key),
            Profile(PhoneFixture.Site, seed, new KnownSecrets("rotated"), Key),
            Profile(PhoneFixture.Site with { Digest = new Digest(1, 2, 3, 4) }, seed, new KnownSecrets(), Key),
            Profile(PhoneFixture.Site, seed, new KnownSecrets(), null),
            Profile(PhoneFixture.Site, seed, new KnownSecrets(), [.. Key, 1]),
            Profile(PhoneFixture.Site, seed with { Settings = new SettingsSpec { Parameters = [PhoneFixture.Parameter("GPP_SA", "plain")] } }, new KnownSecrets(), Key),
        ];

        Assert.Equal(digests.Length, digests.Distinct().Count());
    }

    [Fact]
    public void Create_RendersNothingBeforeItIsAsked()
    {
        var secrets = new CountingSecrets();

        var artifacts = PhoneArtifacts.Create(PhoneFixture.Fleet(PhoneFixture.Site, PhoneFixture.Seed()), secrets, null).ToArray();

        Assert.Equal(0, secrets.Resolved);
        artifacts[^1].Render();
        Assert.Equal(2, secrets.Resolved);
    }

    private static Artifact[] Create(SiteSpec site, Phone phone) => [.. PhoneArtifacts.Create(PhoneFixture.Fleet(site, phone), new KnownSecrets(), Key)];

    private static Digest Profile(SiteSpec site, Phone phone, ISecretSource secrets, byte[]? key) =>
        PhoneArtifacts.Create(PhoneFixture.Fleet(site, phone), secrets, key is null ? null : (ReadOnlyMemory<byte>?)key).Last().InputDigest;

    private sealed class CountingSecrets : ISecretSource
    {
        private readonly MaskedSecretSource _masked = new();

        public int Resolved { get; private set; }

        public IReadOnlyList<MissingSecret> Missing => [];

        public SecretValue Resolve(SecretReference reference)
        {
            Resolved++;
            return _masked.Resolve(reference);
        }

        public Digest Fingerprint(SecretReference reference) => _masked.Fingerprint(reference);
    }
}
