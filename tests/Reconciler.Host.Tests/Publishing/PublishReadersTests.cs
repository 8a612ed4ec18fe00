using System.Globalization;
using Reconciler.Testing;

namespace Reconciler.Host.Tests.Publishing;

/// <summary>What readers see of very many publications, and what a publication costs.</summary>
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

    [Fact]
    public async Task OnePhoneOfMany_Changes_CallsDoNotGrowWithTheFleet()
    {
        using var small = new PublishedHost();
        using var large = new PublishedHost();

        var few = await CallsOfOneChangeAsync(small, phones: 2560);
        var many = await CallsOfOneChangeAsync(large, phones: 25600);

        // A leaf has the phones of the same last twelve bits.
        Assert.False(few.ContainsKey("link"));
        Assert.Equal(6, many["link"]);
        Assert.Equal(few["rename"], many["rename"]);
        Assert.Equal(few["fsync"], many["fsync"]);
        // The names of all nodes are listed, of which there are 4,681 at the most.
        Assert.InRange(many["getdents64"] - few["getdents64"], 0, 8);
        // Three of the generation, and eight for each of four nodes; the root of the small tree has five.
        Assert.Equal(3 + 5 + (3 * 8), few["symlink"]);
        Assert.Equal(3 + (4 * 8), many["symlink"]);
        Assert.Equal(1, few["syncfs"]);
        Assert.Equal(1, many["syncfs"]);
        Assert.Equal(few["unlink"], many["unlink"]);
    }

    private static async Task<Dictionary<string, int>> CallsOfOneChangeAsync(PublishedHost host, int phones)
    {
        PublishedSet Fleet(string text) => new(
            [.. Enumerable.Range(0, phones).Select(i => $"{i:x12}").Select(mac => new PublishedSetFile($"xml/spa{mac}.xml", mac, mac == "000000000056" ? text : "same"))]);
        await host.RunAsync(Fleet("old"));
        var trace = Path.Combine(host.Folder, "trace");

        var result = await host.TraceAsync(
            Fleet("new"), "-o", trace, "-e", "trace=?link,?rename,?symlink,fsync,syncfs,?unlink,getdents64", "-s", "0");

        Assert.True(result.ExitCode == 0, result.Errors);
        Assert.Equal("new", host.Read("xml/spa000000000056.xml"));
        return File.ReadLines(trace).Where(line => line.Contains('('))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].Split('(')[0])
            .CountBy(call => call)
            .ToDictionary();
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
