using System.Globalization;
using System.Text.RegularExpressions;
using Reconciler.Core.Artifacts;

namespace Reconciler.Host.Tests.Publishing;

/// <summary>What one changed phone costs the disk: counted by system calls, and bounded whatever the size of the fleet.</summary>
public sealed partial class PublishWorkTests
{
    private const int Small = 1_000;
    private const int Large = 20_000;

    // Phones of 20,000 that share the last twelve bits of their addresses.
    private const int InOneLeaf = 5;

    // Four nodes of eight, and three links of the generation: to the tree, to the names, and current itself.
    private const int Symlinks = (4 * 8) + 3;

    [Fact]
    public async Task OnePhone_CostsTheSameInALargeFleetAsInASmallOne()
    {
        var (small, large) = (await WorkInAsync(Small), await WorkInAsync(Large));

        Assert.Equal(Symlinks, large["symlink"]);
        Assert.Equal(1, large["syncfs"]);
        Assert.True(large["link"] <= InOneLeaf, $"{large["link"]} links");
        Assert.InRange(small["symlink"], 1, Symlinks);
        foreach (var call in new[] { "fsync", "syncfs", "mkdir", "rename", "unlink" })
        {
            Assert.True(small[call] == large[call], $"{small[call]} {call} in a small fleet, {large[call]} in a large one");
        }

        // The names of all nodes are listed, some hundreds a call; there are 4,681 at the most.
        Assert.InRange(large["getdents64"] - small["getdents64"], 0, 16);
    }

    private static async Task<Dictionary<string, int>> WorkInAsync(int phones)
    {
        using var host = new PublishedHost(ArtifactTarget.Served);
        PublishedSetFile[] files =
        [
            new("spa525G.cfg", null, "boot"),
            .. Enumerable.Range(0, phones).Select(i => string.Create(CultureInfo.InvariantCulture, $"002584{i:x6}")).Select(mac => new PublishedSetFile($"xml/spa{mac}.xml", mac, "one " + mac)),
        ];
        await host.RunAsync(new PublishedSet([.. files]));
        files[1] = files[1] with { Text = "changed" };

        var result = await host.TraceAsync(new PublishedSet([.. files]), "-e", "trace=?link,?symlink,fsync,syncfs,?mkdir,?rename,?unlink,getdents64", "-s", "0");

        Assert.True(result.ExitCode == 0, result.Errors);
        return Call().Matches(result.Errors).GroupBy(call => call.Groups["name"].Value).ToDictionary(call => call.Key, call => call.Count());
    }

    [GeneratedRegex(@"^(\[pid +\d+\] )?(?<name>\w+)\(", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Call();
}
