using System.Globalization;
using Reconciler.Testing;

namespace Reconciler.Host.Tests.Publishing;

/// <summary>What readers see of very many publications.</summary>
public sealed class PublishReadersTests
{
    private static readonly int Publications = Depth.IsLong ? 10_000 : 200;

    [Fact]
    public async Task Readers_ThroughManyPublications_SeeNothingTornMissingOrMixed()
    {
        PublishedSet[] sets = [SetOf("one"), SetOf("two")];
        using var host = new PublishedHost();
        using var fixture = new PublishingFixture { Root = host.Root };
        Publish(fixture, sets[0]);
        await using var reader = new PublishedReader(host, sets);
        await using var second = new PublishedReader(host, sets);

        for (var i = 1; i <= Publications || reader.Rounds < 100; i++)
        {
            Publish(fixture, sets[i % 2]);
            fixture.Time.Advance(TimeSpan.FromMilliseconds(100));
            fixture.Sweep();
        }

        Assert.Empty(reader.Violations);
        Assert.Empty(second.Violations);
    }

    [Fact]
    public void OpenDirectory_AfterASwitch_StillHoldsItsWholeSet()
    {
        using var fixture = new PublishingFixture();
        fixture.Publish(fixture.Fleet(600, "old "));
        var open = Path.Combine(fixture.Root.Home, new FileInfo(fixture.Root.Current).LinkTarget!);

        fixture.Publish(fixture.Fleet(600, "new "));
        fixture.Sweep();

        Assert.Equal("old 0", File.ReadAllText(PublishingFixture.InGeneration(open, "xml/spa002584000000.xml", "002584000000")));
        Assert.Equal("old 256", File.ReadAllText(PublishingFixture.InGeneration(open, "xml/spa002584000100.xml", "002584000100")));
    }

    private static void Publish(PublishingFixture fixture, PublishedSet set) =>
        fixture.Publish(set.Files.Select(file => fixture.File_(file.Path, file.Content, file.Mac is null ? null : ulong.Parse(file.Mac, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));

    private static PublishedSet SetOf(string text) => new(
    [
        new("spa525G.cfg", null, text, 100),
        new("xml/spa000000000056.xml", "000000000056", text, 1000),
        new("xml/spa000000001056.xml", "000000001056", "same"),
        new("xml/spa000000000057.xml", "000000000057", text, 2000),
    ]);
}
