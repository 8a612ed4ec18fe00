using System.Text;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Tests.Phones;

public sealed class RevisionTagTests
{
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("a key of at least thirty-two bytes");

    [Fact]
    public void Tag_SamePhone_IsTheSame() => Assert.Equal(TagOf(PhoneFixture.Seed()), TagOf(PhoneFixture.Seed()));

    [Fact]
    public void Tag_IsEightHexDigits() => Assert.Matches("^[0-9a-f]{8}$", TagOf(PhoneFixture.Seed()));

    [Fact]
    public void Tag_OfTheFileWithTheTagTakenOut_IsTheTagInTheFile()
    {
        var file = Encoding.UTF8.GetString(Publish(PhoneFixture.Seed(), new KnownSecrets(), Key));
        var tag = RevisionTag.Read(Encoding.UTF8.GetBytes(file))!;
        var untagged = Encoding.UTF8.GetBytes(file.Replace("cfg/" + tag, "cfg/", StringComparison.Ordinal));

        Assert.Equal(tag, RevisionTag.Of(PhoneFixture.Seed().Mac, untagged, Key));
    }

    [Fact]
    public void Tag_OtherSecretLabelMacOrKey_IsAnother()
    {
        var seed = PhoneFixture.Seed();

        string[] tags =
        [
            TagOf(seed),
            TagOf(seed, new KnownSecrets("rotated")),
            TagOf(seed with { Keys = [PhoneFixture.LineKey(1, "Fred"), PhoneFixture.LineKey(2, "Sally")] }),
            TagOf(seed with { Mac = PhoneFixture.Mac("0025840611ff") }),
            RevisionTag.Read(Publish(seed, new KnownSecrets(), Encoding.ASCII.GetBytes("another key of thirty-two bytes.")))!,
        ];

        Assert.Equal(tags.Length, tags.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Tag_WithoutKey_IsMasked() => Assert.Equal(RevisionTag.Masked, RevisionTag.Read(Publish(PhoneFixture.Seed(), new MaskedSecretSource(), null)));

    [Fact]
    public void Read_FileWithoutTag_IsNull() => Assert.Null(RevisionTag.Read("<flat-profile></flat-profile>"u8));

    private static string TagOf(Phone phone, ISecretSource? secrets = null) => RevisionTag.Read(Publish(phone, secrets ?? new KnownSecrets(), Key))!;

    private static byte[] Publish(Phone phone, ISecretSource secrets, byte[]? key) =>
        PhoneArtifacts.Create(PhoneFixture.Fleet(PhoneFixture.Site, phone), secrets, key is null ? null : (ReadOnlyMemory<byte>?)key)
            .Single(a => a is { Target: ArtifactTarget.Served, Phone: not null }).Render();
}
