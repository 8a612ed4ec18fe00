using CsCheck;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;
using Reconciler.Core.Fleets;
using Reconciler.Host.Disk;
using Reconciler.Host.Publishing;
using Reconciler.Host.Storage;
using Reconciler.Testing.Fleets;

namespace Reconciler.Core.Tests.Artifacts;

public sealed class ManifestTests : IDisposable
{
    private static readonly Gen<ManifestEntry> GenPhoneEntry = Gen.Select(
        Gen.ULong[0, 0xffff_ffff_ffff], Gen.Byte, (mac, content) => Profile(new MacAddress(mac), content));

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("reconciler-manifest-");

    private string Store => Path.Combine(_directory.FullName, "manifest");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Load_WithoutASave_IsNull() => Assert.Null(CreateSut().Load());

    [Fact]
    public void Save_ThenLoad_GivesTheSameManifest() => GenPhoneEntry.List[0, 200].Sample(
        entries =>
        {
            var manifest = Manifest.Of(entries.DistinctBy(e => e.Path).Append(Shared("spa525G.cfg")).Append(Shared("pjsip.conf", ArtifactTarget.Asterisk)));

            CreateSut().Save(manifest);
            var loaded = CreateSut().Load()!;

            Assert.Equal(manifest.Digest, loaded.Digest);
            Assert.Equal(manifest.Entries, loaded.Entries);
        },
        iter: 20,
        threads: 1);

    [Fact]
    public void Digest_IsTheSameForAnyOrder()
    {
        var entries = Enumerable.Range(0, 500).Select(i => Profile(new MacAddress((ulong)i), 1)).ToList();

        Assert.Equal(Manifest.Of(entries).Digest, Manifest.Of(entries.AsEnumerable().Reverse()).Digest);
    }

    [Fact]
    public void Rejects_NameThatStandsTwice() => Assert.Throws<ArgumentException>(() => Manifest.Of([Shared("a"), Shared("a")]));

    [Fact]
    public void Save_RewritesOnlyThePartsThatChanged()
    {
        var entries = Enumerable.Range(0, 512).Select(i => Profile(new MacAddress((ulong)i), 1)).ToList();
        CreateSut().Save(Manifest.Of(entries));
        var before = Inodes();
        entries[5] = Profile(new MacAddress(5), 2);

        CreateSut().Save(Manifest.Of(entries));

        var after = Inodes();
        Assert.Equal(["005", "index"], after.Except(before).Select(f => f.Split('-', ' ')[0]).Order(StringComparer.Ordinal));
        Assert.Equal(before.Count, after.Count);
    }

    [Fact]
    public void Save_DoesNotTrustAPartThatNoIndexNames()
    {
        var manifest = Manifest.Of([Shared("a")]);
        CreateSut().Save(manifest);
        var part = Directory.GetFiles(Store, "100-*").Single();
        File.Delete(Path.Combine(Store, "index"));
        File.WriteAllText(part, "torn");

        CreateSut().Save(manifest);

        Assert.Equal(manifest.Digest, CreateSut().Load()!.Digest);
    }

    [Theory]
    [InlineData("100-")]
    [InlineData("index")]
    public void Load_OfADamagedFile_SaysWhichAndWhatToDo(string name)
    {
        CreateSut().Save(Manifest.Of([Shared("a")]));
        var path = Directory.GetFiles(Store, name + "*").Single();
        File.AppendAllText(path, "x");

        var exception = Assert.Throws<PublishFailedException>(() => CreateSut().Load());

        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.Contains("remove", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAMissingPart_IsDamage()
    {
        CreateSut().Save(Manifest.Of([Shared("a")]));
        File.Delete(Directory.GetFiles(Store, "100-*").Single());

        Assert.Throws<PublishFailedException>(() => CreateSut().Load());
    }

    [Fact]
    public void TryRead_OfAnyBytes_NeverThrows() => Gen.Byte.Array[0, 300].Sample(bytes =>
    {
        byte[] framed = [.. "RMP1\0\0\0\u0002"u8, .. bytes];
        ManifestFormat.TryRead(bytes, out _);
        ManifestFormat.TryRead(framed, out _);
    });

    [Fact]
    public void TryFind_KnowsRootAndPath()
    {
        var manifest = Manifest.Of([Shared("a"), Shared("a", ArtifactTarget.Dhcp), Profile(new MacAddress(7), 1)]);

        Assert.True(manifest.TryFind(ArtifactTarget.Dhcp, "a", out var found));
        Assert.Equal(ArtifactTarget.Dhcp, found.Target);
        Assert.False(manifest.TryFind(ArtifactTarget.Asterisk, "a", out _));
        Assert.Equal(2, manifest.ByPath(ArtifactTarget.Served).Count);
    }

    [Fact]
    public void ArtifactChanges_AreThoseOfContent()
    {
        var from = Manifest.Of([Shared("same"), Shared("gone"), Shared("edited"), Profile(new MacAddress(1), 1)]);
        var to = Manifest.Of([Shared("same") with { InputDigest = Given.DigestOf("x") }, Shared("new"), Shared("edited") with { ContentDigest = default }, Profile(new MacAddress(1), 2)]);

        Assert.Equal(
            ["Change edited", "Remove gone", "Add new", "Change xml/spa000000000001.xml"],
            ArtifactChanges.Between(from, to).Select(c => $"{c.Verb} {c.Path}"));
        Assert.Empty(ArtifactChanges.Between(to, to));
    }

    [Fact]
    public void ArtifactChanges_WithoutManifests_RenderOnlyWhatMayDiffer()
    {
        var rendered = new List<string>();
        Artifact Make(string path, string input, string content) => new(ArtifactTarget.Asterisk, path, Given.DigestOf(input), null, () =>
        {
            rendered.Add(path);
            return System.Text.Encoding.UTF8.GetBytes(content);
        });

        var changes = ArtifactChanges.Between(
            [Make("same", "1", "x"), Make("touched", "1", "x"), Make("edited", "1", "x"), Make("gone", "1", "x")],
            [Make("same", "1", "x"), Make("touched", "2", "x"), Make("edited", "2", "y"), Make("new", "1", "x")]);

        Assert.Equal(["Change edited", "Remove gone", "Add new"], changes.Select(c => $"{c.Verb} {c.Path}"));
        Assert.Equal(["edited", "touched"], rendered.Distinct().Order(StringComparer.Ordinal));
    }

    private static ManifestEntry Shared(string path, ArtifactTarget target = ArtifactTarget.Served) =>
        new(target, path, Given.DigestOf(path, "input"), Given.DigestOf(path), null);

    private static ManifestEntry Profile(MacAddress mac, byte content) =>
        new(ArtifactTarget.Served, $"xml/spa{mac}.xml", Given.DigestOf("input"), new Digest(content, 0, 0, 0), mac);

    // Name and change time: a file that was written anew differs in the second.
    private HashSet<string> Inodes() =>
        [.. new DirectoryInfo(Store).GetFiles().Select(f => $"{f.Name} {f.LastWriteTimeUtc.Ticks}")];

    private ManifestStore CreateSut() => new(new StateDirectory(_directory.FullName));
}
