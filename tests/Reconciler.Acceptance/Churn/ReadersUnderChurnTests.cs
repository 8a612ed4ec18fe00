using System.Text;
using System.Text.RegularExpressions;
using Reconciler.Core.Artifacts;
using Reconciler.Host.Publishing;
using Reconciler.Publishing.Driver;
using Reconciler.Testing;
using Reconciler.Testing.Asterisk;
using Reconciler.Testing.Servers;

namespace Reconciler.Acceptance.Churn;

/// <summary>Real readers (tftpd-hpa, nginx, Asterisk's reload, a plain open) while a process publishes without pause and is killed at random.</summary>
public sealed partial class ReadersUnderChurnTests
{
    private static readonly int Publications = Depth.IsLong ? 10_000 : 80;

    [Fact(Timeout = 7_200_000)]
    public async Task Readers_WhilePublishersAreKilledAtRandom_SeeNothingTornMissingMixedOrOld()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        folder.OpenToEveryone();
        var served = folder.MakeFolder("srv");
        await using var pbx = await AsteriskRig.StartAsync(new AsteriskRigOptions(), cancellationToken);
        var publisher = new ChurningPublisher(served, pbx.ReconcilerDirectory, folder.MakeFolder("state"));
        await publisher.PublishAsync(1, cancellationToken);
        await using var nginx = await NginxServer.StartAsync(served, cancellationToken);
        await using var tftpd = await TftpdServer.StartAsync(served, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ChurnReader[] readers = [new("TFTP", VersionStream.Lines), new("HTTP", VersionStream.Lines), new("Asterisk", VersionStream.Lines), new("open", VersionStream.Lines)];

        Task[] reading =
        [
            readers[0].ReadUntilAsync(() => FilesAsync(path => tftpd.FetchAsync($"/{path}", cancellationToken)), stop.Token),
            readers[1].ReadUntilAsync(() => FilesAsync(async path => await nginx.FetchAsync($"/{path}", cancellationToken) ?? []), stop.Token),
            readers[2].ReadUntilAsync(() => DialPlanAsync(pbx, cancellationToken), stop.Token),
            Task.Run(() => readers[3].ReadUntilAsync(() => WholeSetAsync(served), stop.Token), cancellationToken),
        ];
        await publisher.PublishAsync(Publications, cancellationToken);
        await stop.CancelAsync();
        await Task.WhenAll(reading);

        Assert.Empty(readers.SelectMany(reader => reader.Violations));
        Assert.All(readers, reader => Assert.True(reader.Reads >= 10, reader.Summary));
        Depth.WriteFigures("churn", $"| {publisher.Publications} | {publisher.Kills} | {string.Join(" | ", readers.Select(reader => reader.Reads))} | 0 |");
    }

    private static async Task<IReadOnlyList<(string Thing, string[] Lines)>> FilesAsync(Func<string, Task<byte[]>> fetch)
    {
        var found = new List<(string, string[])>();
        foreach (var path in VersionStream.Files)
        {
            found.Add((path, LinesOf(await fetch(path))));
        }

        return found;
    }

    // Who opens the folder first has one set, whatever is published meanwhile.
    private static async Task<IReadOnlyList<(string Thing, string[] Lines)>> WholeSetAsync(string served)
    {
        var root = new PublishedRoot(ArtifactTarget.Served, served);
        var generation = Path.Combine(root.Home, new FileInfo(root.Current).LinkTarget!);
        var lines = new List<string>();
        // Its own profiles lie below .xml; what xml shows in any generation is live.
        foreach (var file in Directory.EnumerateFiles(generation, "spa*").Concat(Directory.EnumerateFiles(Path.Combine(generation, ".xml"), "spa*", SearchOption.AllDirectories)))
        {
            lines.AddRange(LinesOf(await File.ReadAllBytesAsync(file)));
        }

        return [.. await FilesAsync(path => File.ReadAllBytesAsync(Path.Combine(served, path))), ("the set", [.. lines])];
    }

    private static async Task<IReadOnlyList<(string Thing, string[] Lines)>> DialPlanAsync(AsteriskRig pbx, CancellationToken cancellationToken)
    {
        await pbx.RunCliAsync("dialplan reload", cancellationToken);
        var shown = await pbx.RunCliAsync($"dialplan show {VersionStream.Context}", cancellationToken);

        return [("the dial plan", [.. Version().Matches(shown).Select(match => match.Groups["version"].Value)])];
    }

    private static string[] LinesOf(byte[] content) => Encoding.ASCII.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [GeneratedRegex(@"NoOp\((?<version>\d{8})\)", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Version();
}
