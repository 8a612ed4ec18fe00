using System.Security.Cryptography;
using Reconciler.Core.Digests;
using Reconciler.Core.Reading;
using Reconciler.Scheduling;
using Reconciler.Specs.Index;
using Reconciler.Specs.Loading;
using Reconciler.Testing;

namespace Reconciler.Specs.Tests.Index;

public sealed class JudgedFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File_ => _folder.PathOf("judged");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AddFaultless_AnotherProcess_KnowsIt()
    {
        Open().AddFaultless(Of(1));

        Assert.True(Open().IsFaultless(Of(1)));
        Assert.False(Open().IsFaultless(Of(2)));
    }

    [Fact]
    public void AddFaultless_Many_KeepsTheNewest()
    {
        var file = Open();
        for (var i = 0; i < 20; i++)
        {
            file.AddFaultless(Of(i));
        }

        Assert.Equal(Enumerable.Range(12, 8), Enumerable.Range(0, 20).Where(i => Open().IsFaultless(Of(i))));
    }

    [Fact]
    public void IsFaultless_AnyByteIsAnother_BelievesNothing()
    {
        Open().AddFaultless(Of(1));
        var bytes = File.ReadAllBytes(File_);
        for (var i = 0; i < bytes.Length; i++)
        {
            var damaged = bytes.ToArray();
            damaged[i] ^= 1;
            File.WriteAllBytes(File_, damaged);

            Assert.False(Open().IsFaultless(Of(1)), $"byte {i}");
        }
    }

    [Fact]
    public void IsFaultless_CutOff_BelievesNothing()
    {
        Open().AddFaultless(Of(1));
        var bytes = File.ReadAllBytes(File_);
        for (var length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(File_, bytes[..length]);

            Assert.False(Open().IsFaultless(Of(1)), $"{length} bytes");
        }
    }

    [Fact]
    public void Read_SiteWithAFinding_IsNotRemembered()
    {
        var judged = Open();
        var reader = new FleetReader(new SpecLoader(), new QuartzWindowClock()) { Judged = judged };

        reader.Read(EmptyTree(), null);

        Assert.False(File.Exists(File_));
    }

    private static MemoryTree EmptyTree() => new();

    private static Digest Of(int i) => Digest.FromBytes(SHA256.HashData([(byte)i]));

    private JudgedFile Open() => new(File_, why => Assert.Fail(why));
}
