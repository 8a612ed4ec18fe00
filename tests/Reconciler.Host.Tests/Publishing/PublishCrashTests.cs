using Reconciler.Core.Artifacts;
using Reconciler.Testing;

namespace Reconciler.Host.Tests.Publishing;

/// <summary>A process that publishes is killed at its calls; readers see the old set or the new one, and the next run heals.</summary>
public sealed class PublishCrashTests
{
    private const int Killed = 128 + 9;

    // Of the calls of one kind; tests/long takes them all.
    private const int Sampled = 2;

    private const string Rename = "rename";

    private const string Link = "link";

    private const string Symlink = "symlink";

    private const string Unlink = "unlink";

    private const string MakeDirectory = "mkdir";

    private const string RemoveDirectory = "rmdir";

    private const string Sync = "fsync";

    private const string SyncAll = "syncfs";

    private const string Mode = "fchmod";

    private const string DirectoryMode = "chmod";

    private static readonly PublishedSet[] Served =
    [
        Set(("spa525G.cfg", null, "boot one"), ("xml/spa000000000056.xml", "000000000056", "same"), ("xml/spa000000001056.xml", "000000001056", "changes: one"),
            ("xml/spa000000000003.xml", "000000000003", "goes")),
        Set(("spa525G.cfg", null, "boot two"), ("xml/spa000000000056.xml", "000000000056", "same"), ("xml/spa000000001056.xml", "000000001056", "changes: two"),
            ("xml/spa000000000004.xml", "000000000004", "comes"), ("xml/spa000000000256.xml", "000000000256", "comes too")),
    ];

    private static readonly PublishedSet[] Asterisk =
    [
        Set(("pjsip.conf", null, "pjsip one"), ("extensions.conf", null, "same")),
        Set(("pjsip.conf", null, "pjsip two"), ("extensions.conf", null, "same"), ("voicemail.conf", null, "comes")),
    ];

    [Theory]
    [InlineData(ArtifactTarget.Served, Rename)]
    [InlineData(ArtifactTarget.Served, Link)]
    [InlineData(ArtifactTarget.Served, Symlink)]
    [InlineData(ArtifactTarget.Served, Unlink)]
    [InlineData(ArtifactTarget.Served, RemoveDirectory)]
    [InlineData(ArtifactTarget.Served, MakeDirectory)]
    [InlineData(ArtifactTarget.Served, Sync)]
    [InlineData(ArtifactTarget.Served, SyncAll)]
    [InlineData(ArtifactTarget.Served, Mode)]
    [InlineData(ArtifactTarget.Served, DirectoryMode)]
    [InlineData(ArtifactTarget.Asterisk, Rename)]
    [InlineData(ArtifactTarget.Asterisk, Symlink)]
    [InlineData(ArtifactTarget.Asterisk, Unlink)]
    [InlineData(ArtifactTarget.Asterisk, Sync)]
    public async Task Kill_AtACall_ReadersSeeOldOrNewAndTheNextRunHeals(ArtifactTarget target, string calls)
    {
        var count = await CountAsync(target, calls);
        Assert.NotEqual(0, count);

        foreach (var i in Depth.Steps(count, Sampled))
        {
            PublishedSet[] sets = [SetsOf(target)[0], NextOf(target, calls)];
            using var host = await PrepareAsync(target);
            await using var reader = new PublishedReader(host, sets);

            var result = await host.TraceAsync(sets[1], "-e", $"trace={calls}", "-e", FormattableString.Invariant($"inject={calls}:signal=SIGKILL:when={i}"));

            Assert.True(result.ExitCode == Killed, $"call {i} of {count}: exit code {result.ExitCode} {result.Errors}");
            PublishedReader.Check(host, sets, reader.Violations.Enqueue);
            await host.RunAsync(sets[1]);
            host.AssertIs(sets[1]);
            Assert.Empty(reader.Violations);
        }
    }

    [Theory]
    [InlineData(ArtifactTarget.Served)]
    [InlineData(ArtifactTarget.Asterisk)]
    public async Task Kill_AtARenameOfTheFirstPublication_TheNextRunHeals(ArtifactTarget target)
    {
        var sets = SetsOf(target);
        using var counted = new PublishedHost(target);
        var count = Calls(await counted.TraceAsync(sets[0], "-e", $"trace={Rename}"));

        foreach (var i in Depth.Steps(count, Sampled))
        {
            using var host = new PublishedHost(target);

            var result = await host.TraceAsync(sets[0], "-e", $"trace={Rename}", "-e", FormattableString.Invariant($"inject={Rename}:signal=SIGKILL:when={i}"));

            Assert.Equal(Killed, result.ExitCode);
            await host.RunAsync(sets[0]);
            host.AssertIs(sets[0]);
        }
    }

    /// <summary>The run that takes over what a version before the tree published.</summary>
    [Theory]
    [InlineData(Rename)]
    [InlineData(Link)]
    [InlineData(Symlink)]
    [InlineData(Unlink)]
    [InlineData(RemoveDirectory)]
    [InlineData(MakeDirectory)]
    [InlineData(Sync)]
    [InlineData(SyncAll)]
    public async Task Kill_WhileAnEarlierLayoutIsTakenOver_ReadersSeeOldOrNewAndTheNextRunHeals(string calls)
    {
        using var counted = new PublishedHost();
        counted.PublishAsBefore(Served[0]);
        var count = Calls(await counted.TraceAsync(Served[1], "-e", $"trace={calls}"));
        foreach (var i in Depth.Steps(count, Sampled))
        {
            using var host = new PublishedHost();
            host.PublishAsBefore(Served[0]);
            await using var reader = new PublishedReader(host, Served);

            var result = await host.TraceAsync(Served[1], "-e", $"trace={calls}", "-e", FormattableString.Invariant($"inject={calls}:signal=SIGKILL:when={i}"));

            Assert.True(result.ExitCode == Killed, $"call {i} of {count}: exit code {result.ExitCode} {result.Errors}");
            PublishedReader.Check(host, Served, reader.Violations.Enqueue);
            await host.RunAsync(Served[1]);
            host.AssertIs(Served[1]);
            Assert.Empty(reader.Violations);
        }
    }

    [Theory]
    [InlineData(Rename, "ENOSPC", "the disk is full")]
    [InlineData(Symlink, "ENOSPC", "the disk is full")]
    [InlineData(MakeDirectory, "EDQUOT", "the disk quota is used up")]
    [InlineData(Link, "ENOSPC", "the disk is full")]
    [InlineData(Sync, "EIO", "input/output error")]
    public async Task Fail_AtACall_SaysWhyAndTheNextRunHeals(string calls, string error, string says)
    {
        var count = await CountAsync(ArtifactTarget.Served, calls);
        foreach (var i in Depth.Steps(count, Sampled))
        {
            using var host = await PrepareAsync(ArtifactTarget.Served);
            await using var reader = new PublishedReader(host, Served);

            var result = await host.TraceAsync(Served[1], "-o", Path.Combine(host.Folder, "trace"), "-e", $"trace={calls}", "-e", FormattableString.Invariant($"inject={calls}:error={error}:when={i}"));

            Assert.True(result.ExitCode == 6, $"call {i} of {count}: exit code {result.ExitCode} {result.Errors}");
            Assert.StartsWith("Cannot ", result.Errors, StringComparison.Ordinal);
            Assert.Contains(says, result.Errors, StringComparison.Ordinal);
            await host.RunAsync(Served[1]);
            host.AssertIs(Served[1]);
            Assert.Empty(reader.Violations);
        }
    }

    [Theory]
    [InlineData("EPERM")]
    [InlineData("EMLINK")]
    [InlineData("EXDEV")]
    public async Task Links_AreRefused_UnchangedFilesAreCopied(string error)
    {
        using var host = await PrepareAsync(ArtifactTarget.Served);

        var result = await host.TraceAsync(Served[1], "-o", Path.Combine(host.Folder, "trace"), "-e", $"trace={Link}", "-e", $"inject={Link}:error={error}");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Linked = 0, Copied = 1,", result.Output, StringComparison.Ordinal);
        host.AssertIs(Served[1]);
    }

    // As the published sets, with many new phones beside.
    private static readonly PublishedSet Many = new(
        [.. Served[1].Files, .. Enumerable.Range(0x10, 20).Select(i => new PublishedSetFile($"xml/spa0000000100{i:x2}.xml", $"0000000100{i:x2}", "one of many"))]);

    // Five generations, all old, so that the run that is killed also sweeps.
    private static async Task<PublishedHost> PrepareAsync(ArtifactTarget target)
    {
        var host = new PublishedHost(target);
        foreach (var text in new[] { "a", "b", "c" })
        {
            var path = target == ArtifactTarget.Served ? ("xml/spa000000000005.xml", "000000000005") : ("pjsip.conf", (string?)null);
            await host.RunAsync(Set((path.Item1, path.Item2, text)));
        }

        await host.RunAsync(SetsOf(target)[0]);
        host.Age();
        return host;
    }

    private static async Task<int> CountAsync(ArtifactTarget target, string calls)
    {
        using var host = await PrepareAsync(target);
        var result = await host.TraceAsync(NextOf(target, calls), "-e", $"trace={calls}");
        Assert.True(result.ExitCode == 0, result.Errors);
        host.AssertIs(NextOf(target, calls));
        return Calls(result);
    }

    private static int Calls(ProcessResult result) =>
        result.Errors.Split('\n').Count(line => line.Contains(" = ", StringComparison.Ordinal));

    private static PublishedSet[] SetsOf(ArtifactTarget target) => target == ArtifactTarget.Served ? Served : Asterisk;

    private static PublishedSet NextOf(ArtifactTarget target, string calls) => calls == SyncAll ? Many : SetsOf(target)[1];

    private static PublishedSet Set(params (string Path, string? Mac, string Text)[] files) =>
        new([.. files.Select(file => new PublishedSetFile(file.Path, file.Mac, file.Text))]);
}
