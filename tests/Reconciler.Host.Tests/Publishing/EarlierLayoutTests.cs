using Reconciler.Core.Artifacts;

namespace Reconciler.Host.Tests.Publishing;

/// <summary>What a version before the tree published is served on, and taken over by the next change, with nothing torn on the way.</summary>
public sealed class EarlierLayoutTests
{
    private const int Phones = 300;

    [Fact]
    public void Stage_NothingChanged_LeavesTheGenerationAsItIs()
    {
        using var fixture = new PublishingFixture();
        fixture.PublishAsBefore(fixture.Fleet(Phones, "a"));

        var staged = fixture.Stage(fixture.Fleet(Phones, "a"));

        Assert.True(staged.IsUnchanged);
        Assert.Empty(fixture.Rendered);
        Assert.Empty(fixture.Names("tree"));
    }

    [Fact]
    public void Publish_OnePhoneChanged_EachStepServesAWholeSet()
    {
        using var fixture = new PublishingFixture();
        var old = fixture.Fleet(Phones, "a");
        fixture.PublishAsBefore(old);
        List<Artifact> next = [.. fixture.Fleet(Phones, "a")];
        next[3] = fixture.Phone(0x002584000002, "changed");
        next.Add(fixture.Phone(0x00258400f000, "new"));

        var staged = fixture.Stage(next);

        Assert.Equal(["xml/spa002584000002.xml", "xml/spa00258400f000.xml"], fixture.Rendered.Order());
        AssertServes(fixture, old);
        fixture.Store.LinkNames(staged);
        AssertServes(fixture, old);
        fixture.Store.SwitchTo(staged.Name);
        AssertServes(fixture, next);
        fixture.Store.UnlinkNames(staged);
        AssertServes(fixture, next);
    }

    [Fact]
    public void SwitchBack_ToTheEarlierLayout_ServesIt()
    {
        using var fixture = new PublishingFixture();
        var old = fixture.Fleet(Phones, "a");
        fixture.PublishAsBefore(old);
        var before = fixture.Store.CurrentGeneration;
        fixture.Publish(fixture.Fleet(Phones, "b"));

        fixture.Store.SwitchBack(before);

        AssertServes(fixture, old);
    }

    [Fact]
    public void Sweep_NoEarlierGenerationIsKept_ItsBucketsAreGone()
    {
        using var fixture = new PublishingFixture();
        fixture.PublishAsBefore(fixture.Fleet(Phones, "a"));
        fixture.Publish(fixture.Fleet(Phones, "b"));
        fixture.Sweep();
        var kept = fixture.Names("buckets").Length;
        fixture.Publish(fixture.Fleet(Phones, "c"));
        fixture.Publish(fixture.Fleet(Phones, "d"));
        fixture.Time.Advance(TimeSpan.FromSeconds(60));

        fixture.Sweep();

        Assert.Equal(256, kept);
        Assert.False(Directory.Exists(Path.Combine(fixture.Root.Home, "buckets")));
        AssertServes(fixture, fixture.Fleet(Phones, "d"));
    }

    [Fact]
    public void ReadLive_EitherLayout_FindsTheSameFiles()
    {
        using var fixture = new PublishingFixture();
        fixture.PublishAsBefore(fixture.Fleet(Phones, "a"));
        var before = Described(fixture);
        fixture.Publish([.. fixture.Fleet(Phones, "a"), fixture.Phone(0x00258400f000, "new")]);
        fixture.Publish(fixture.Fleet(Phones, "a"));

        Assert.Equal(before, Described(fixture));
    }

    private static IEnumerable<string> Described(PublishingFixture fixture) =>
        [.. fixture.Store.ReadLive().Select(entry => $"{entry.Path} {entry.Phone} {entry.ContentDigest}").Order(StringComparer.Ordinal)];

    private static void AssertServes(PublishingFixture fixture, IEnumerable<Artifact> set) =>
        Assert.All(set, artifact => Assert.Equal(artifact.Render(), File.ReadAllBytes(fixture.At(artifact.Path))));
}
