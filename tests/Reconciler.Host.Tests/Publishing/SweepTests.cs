using System.Globalization;
using Reconciler.Core.Artifacts;
using Reconciler.Host.Publishing;

namespace Reconciler.Host.Tests.Publishing;

public sealed class SweepTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    [Fact]
    public void Sweep_RightAfterManyPublications_KeepsEachThatWasLiveLately()
    {
        using var fixture = new PublishingFixture();
        PublishMany(fixture, 6);

        Assert.Equal(default, fixture.Sweep());

        Assert.Equal(6, fixture.Names("gens").Length);
    }

    [Fact]
    public void Sweep_AfterAMinute_KeepsThreeAndTheirNodes()
    {
        using var fixture = new PublishingFixture();
        PublishMany(fixture, 6);
        fixture.Time.Advance(Minute);

        var counts = fixture.Sweep();

        Assert.Equal(new SweepCounts(3, 3 * 5, 0), counts);
        Assert.Equal(["4", "5", "6"], fixture.Names("gens").Select(name => name[..1]));
        Assert.Equal(3 * 5, fixture.Names("tree").Length);
        Assert.Equal("text 6", fixture.Read("xml/spa000000000056.xml"));
        Assert.Equal(default, fixture.Sweep());
    }

    /// <summary>One phone changes, then another several times, then the first again: of what is dropped together, generations share what no kept one has.</summary>
    [Fact]
    public void Sweep_OfGenerationsThatShareNodes_RemovesEachNodeOnce()
    {
        using var fixture = new PublishingFixture();
        var (first, second) = ("old", 0);
        foreach (var push in "12222133")
        {
            (first, second) = push == '1' ? (first + "er", second) : (first, second + 1);
            fixture.Publish(fixture.Phone(0x000000000056, first), fixture.Phone(0x000000000f57, $"{second}"));
        }

        fixture.Time.Advance(Minute);
        fixture.Sweep();

        Assert.Equal(["6", "7", "8"], fixture.Names("gens").Select(name => name[..1]));
        Assert.Equal((first, $"{second}"), (fixture.Read("xml/spa000000000056.xml"), fixture.Read("xml/spa000000000f57.xml")));
        Assert.Equal(default, fixture.Sweep());
        // Of three generations a root each, and below it the ways to two leaves: one that all share, three that differ.
        Assert.Equal(3 + 4 + (4 * 3), fixture.Names("tree").Length);
    }

    [Fact]
    public void Sweep_JustSwitchedAwayFromAnOldOne_KeepsIt()
    {
        using var fixture = new PublishingFixture();
        PublishMany(fixture, 5);
        fixture.Store.SwitchTo(fixture.Names("gens")[0]);
        fixture.Time.Advance(Minute);
        fixture.Store.SwitchTo(fixture.Names("gens")[4]);
        fixture.Time.Advance(Minute - TimeSpan.FromSeconds(1));

        fixture.Sweep();

        Assert.Equal(["1", "3", "4", "5"], fixture.Names("gens").Select(name => name[..1]));
    }

    [Fact]
    public void Sweep_OldGenerationIsLive_IsKept()
    {
        using var fixture = new PublishingFixture();
        PublishMany(fixture, 5);
        fixture.Store.SwitchTo(fixture.Names("gens")[0]);
        fixture.Time.Advance(Minute);

        fixture.Sweep();

        Assert.Equal(["1", "4", "5"], fixture.Names("gens").Select(name => name[..1]));
        Assert.Equal("text 1", fixture.Read("xml/spa000000000056.xml"));
    }

    [Fact]
    public void Sweep_ClockWasSetBack_KeepsForAMinuteFromNow()
    {
        using var fixture = new PublishingFixture();
        PublishMany(fixture, 5);
        foreach (var name in fixture.Names("gens"))
        {
            Directory.SetLastWriteTimeUtc(Path.Combine(fixture.Root.Home, "gens", name), fixture.Time.GetUtcNow().AddYears(10).UtcDateTime);
        }

        fixture.Sweep();
        var before = fixture.Names("gens").Length;
        fixture.Time.Advance(Minute);
        fixture.Sweep();

        Assert.Equal(5, before);
        Assert.Equal(3, fixture.Names("gens").Length);
    }

    [Fact]
    public void Sweep_DebrisOfCrashes_IsRemovedAndNothingElse()
    {
        using var fixture = new PublishingFixture();
        PublishMany(fixture, 1);
        var home = fixture.Root.Home;
        Directory.CreateDirectory(Path.Combine(home, "gens/.tmp-0123456789abcdef/xml"));
        File.WriteAllText(Path.Combine(home, "gens/.tmp-0123456789abcdef/xml/file"), "half");
        Directory.CreateDirectory(Path.Combine(home, "buckets/.tmp-0123456789abcdef"));
        File.CreateSymbolicLink(Path.Combine(home, ".tmp-fedcba9876543210"), "gens/1-0123456789abcdef");
        Directory.CreateDirectory(Path.Combine(home, "buckets/56-0123456789abcdef"));
        Directory.CreateDirectory(Path.Combine(home, "tree/n12-0123456789abcdef"));
        Directory.CreateDirectory(Path.Combine(home, "tree/.tmp-0123456789abcdef"));
        Directory.CreateDirectory(Path.Combine(home, "gens/.tmp-mine"));
        Directory.CreateDirectory(Path.Combine(home, "gens/notes"));
        File.WriteAllText(Path.Combine(home, "buckets/README"), "mine");
        File.WriteAllText(fixture.At(".tmp-0123456789abcdef"), "in the root itself");

        var counts = fixture.Sweep();

        Assert.Equal(new SweepCounts(0, 2, 4), counts);
        Assert.Equal([".tmp-mine", "notes"], fixture.Names("gens").Where(name => !char.IsAsciiDigit(name[0])));
        Assert.Contains("README", fixture.Names("buckets"));
        Assert.Equal("in the root itself", fixture.Read(".tmp-0123456789abcdef"));
    }

    [Fact]
    public void Sweep_NothingPublishedYet_DoesNothing()
    {
        using var fixture = new PublishingFixture();

        Assert.Equal(default, fixture.Sweep());

        Assert.False(Directory.Exists(fixture.Root.Directory));
    }

    [Fact]
    public void Sweep_Asterisk_KeepsThree()
    {
        using var fixture = new PublishingFixture(ArtifactTarget.Asterisk);
        for (var i = 1; i <= 5; i++)
        {
            fixture.Publish(fixture.File_("pjsip.conf", "same"));
        }

        fixture.Time.Advance(Minute);

        Assert.Equal(new SweepCounts(2, 0, 0), fixture.Sweep());
        Assert.Equal("same", fixture.Read("current/pjsip.conf"));
    }

    [Fact]
    public void Stage_AfterASweepWithoutThePreviousGenerations_NumbersStillGrow()
    {
        using var fixture = new PublishingFixture();
        PublishMany(fixture, 5);
        fixture.Time.Advance(Minute);
        fixture.Sweep();

        var staged = fixture.Publish(fixture.Phone(0x56, "text 7"));

        Assert.StartsWith("6-", staged.Name, StringComparison.Ordinal);
    }

    private static void PublishMany(PublishingFixture fixture, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            fixture.Publish(fixture.Phone(0x56, "text " + i.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
