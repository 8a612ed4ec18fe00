using Reconciler.Core.Artifacts;
using Reconciler.Host.Disk;
using Reconciler.Host.Publishing;
using Reconciler.Testing;

namespace Reconciler.Host.Tests.Publishing;

/// <summary>Real file systems that are full, read-only or closed, in a mount namespace of their own; and modes under any umask.</summary>
public sealed class PublishFaultTests
{
    private static readonly PublishedSet Old = new([new("spa525G.cfg", null, "old"), new("xml/spa000000000056.xml", "000000000056", "old")]);

    private static readonly PublishedSet New = new([new("spa525G.cfg", null, "new"), new("xml/spa000000000056.xml", "000000000056", "new")]);

    private static readonly PublishedSet Large = new(
        [.. Enumerable.Range(0, 64).Select(i => new PublishedSetFile($"xml/spa0000000000{i:x2}.xml", $"0000000000{i:x2}", $"large {i}", 4096))]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("size=64k")]
    [InlineData("size=256k")]
    [InlineData("size=1m")]
    [InlineData("nr_inodes=55")]
    [InlineData("nr_inodes=65")]
    [InlineData("nr_inodes=85")]
    public async Task Publish_FullDisk_OldSetStaysAndTheNextRunHeals(string limit)
    {
        using var host = new PublishedHost();

        var output = await InNamespaceAsync(host, $$"""
            mount -t tmpfs -o mode=755,{{limit}} tmpfs "$ROOT"
            {{Publish(host, Old)}}; echo "first $?"
            {{Publish(host, Large)}}; echo "large $?"
            cat "$ROOT/spa525G.cfg" "$ROOT/xml/spa000000000056.xml"; echo
            find "$ROOT" -name '.tmp-*'
            {{Publish(host, New)}}; echo "then $?"
            cat "$ROOT/spa525G.cfg" "$ROOT/xml/spa000000000056.xml"; echo
            find "$ROOT" -name '.tmp-*' -o -type l -name 'spa00000000000*'
            """);

        Assert.Contains("first 0", output, StringComparison.Ordinal);
        Assert.Contains("the disk is full", output, StringComparison.Ordinal);
        Assert.Contains("large 6\noldold\nStageCounts", output, StringComparison.Ordinal);
        Assert.EndsWith("then 0\nnewnew\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_ReadOnlyDisk_OldSetStaysAndTheNextRunHeals()
    {
        using var host = new PublishedHost();

        var output = await InNamespaceAsync(host, $$"""
            mount -t tmpfs -o mode=755 tmpfs "$ROOT"
            {{Publish(host, Old)}}; echo "first $?"
            mount -o remount,ro "$ROOT"
            {{Publish(host, New)}}; echo "read-only $?"
            cat "$ROOT/spa525G.cfg" "$ROOT/xml/spa000000000056.xml"; echo
            mount -o remount,rw "$ROOT"
            {{Publish(host, New)}}; echo "then $?"
            cat "$ROOT/spa525G.cfg" "$ROOT/xml/spa000000000056.xml"; echo
            """);

        Assert.Contains("the file system is read-only", output, StringComparison.Ordinal);
        Assert.Contains("read-only 6\noldold\n", output, StringComparison.Ordinal);
        Assert.EndsWith("then 0\nnewnew\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_StateDirectoryIsFull_NothingIsSwitched()
    {
        using var host = new PublishedHost();

        var output = await InNamespaceAsync(host, $$"""
            mount -t tmpfs -o mode=755,size=64k tmpfs "$STATE"
            {{Publish(host, Old)}}; echo "first $?"
            dd if=/dev/zero of="$STATE/filler" bs=4k 2>/dev/null
            {{Publish(host, New)}}; echo "full $?"
            cat "$ROOT/spa525G.cfg" "$ROOT/xml/spa000000000056.xml"; echo
            rm "$STATE/filler"
            {{Publish(host, New)}}; echo "then $?"
            cat "$ROOT/spa525G.cfg" "$ROOT/xml/spa000000000056.xml"; echo
            """);

        Assert.Contains("full 6\noldold\n", output, StringComparison.Ordinal);
        Assert.EndsWith("then 0\nnewnew\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_DirectoryOfAnother_SaysWhoMayWrite()
    {
        Requires.Root();
        using var host = new PublishedHost();
        File.SetUnixFileMode(host.Folder, (UnixFileMode)0x1ED);
        File.SetUnixFileMode(host.State, (UnixFileMode)0x1FF);
        var input = host.Write(Old);
        File.SetUnixFileMode(input, (UnixFileMode)0x1A4);

        var result = await Processes.RunAsync(
            Requires.Tool("setpriv"),
            ["--reuid", "65534", "--regid", "65534", "--clear-groups", PublishedHost.Driver, "publish", host.Root.Directory, host.State, "Served", input],
            PublishedHost.Options,
            Cancellation);

        Requires.That(result.ExitCode != 126 && result.ExitCode != 127 && !result.Errors.Contains("setpriv", StringComparison.Ordinal), "needs a build folder that every user can read.");
        Assert.Equal(6, result.ExitCode);
        Assert.Equal($"Cannot create the directory {host.Root.Home}: permission is denied; give the agent's user write access to the directory.\n", result.Errors);
    }

    [Fact]
    public async Task Publish_ForAGroupThatTheUserIsNotIn_SaysToAddTheUserToIt()
    {
        Requires.Root();
        using var host = new PublishedHost();
        File.SetUnixFileMode(host.Folder, (UnixFileMode)0x1ED);
        File.SetUnixFileMode(host.State, (UnixFileMode)0x1FF);
        File.SetUnixFileMode(host.Root.Directory, (UnixFileMode)0x1FF);
        var input = host.Write(Old);
        File.SetUnixFileMode(input, (UnixFileMode)0x1A4);

        var result = await Processes.RunAsync(
            Requires.Tool("setpriv"),
            ["--reuid", "65534", "--regid", "65534", "--clear-groups", PublishedHost.Driver, "publish", host.Root.Directory, host.State, "Served", input, "daemon"],
            PublishedHost.Options,
            Cancellation);

        Requires.That(result.ExitCode != 126 && result.ExitCode != 127 && !result.Errors.Contains("setpriv", StringComparison.Ordinal), "needs a build folder that every user can read.");
        Assert.Equal(6, result.ExitCode);
        Assert.Equal(
            $"Cannot give {host.Root.Home} to the group 'daemon': the agent's user 'nobody' is not in it; add it (usermod --append --groups daemon nobody) and start the agent anew, or correct 'group' in the agent's file.\n",
            result.Errors);
    }

    [Theory]
    [InlineData("077")]
    [InlineData("000")]
    public async Task Modes_UnderAnyUmask_AreThoseOfTheDesign(string umask)
    {
        using var host = new PublishedHost();
        await Processes.RunSuccessfullyAsync("sh", ["-c", $"umask {umask}; exec \"$@\"", "sh", PublishedHost.Driver, .. host.Arguments(Old)], Cancellation);
        var home = host.Root.Home;
        var generation = Directory.GetDirectories(Path.Combine(home, "gens"))[0];

        Assert.All(
            [home, Path.Combine(home, "gens"), Path.Combine(home, "tree"), generation, .. Directory.GetDirectories(Path.Combine(home, "tree")), Path.Combine(home, "names"), Path.Combine(home, "names", "xml"), Path.Combine(home, "names", "xml", "56"),
                Path.Combine(host.Root.Directory, "xml")],
            path => Assert.Equal("711", Mode(path)));
        Assert.Equal("444", Mode(host.PublicPath("spa525G.cfg")));
        Assert.Equal("444", Mode(host.PublicPath("xml/spa000000000056.xml")));
        Assert.Equal("600", Mode(Path.Combine(home, "lock")));
        Assert.Equal("600", Mode(Path.Combine(home, "owner.json")));
        Assert.Equal("600", Mode(Path.Combine(host.State, "id")));
    }

    [Fact]
    public async Task Modes_OfTheAsteriskRoot_LetItsGroupReadAndNobodyElse()
    {
        Requires.Root();
        using var fixture = new PublishingFixture(ArtifactTarget.Asterisk);
        var root = fixture.Root with { Group = "daemon" };
        var store = new GenerationStore(root, new byte[32], TimeProvider.System);

        var staged = store.Stage([fixture.File_("pjsip.conf", "a")], new Dictionary<string, ManifestEntry>(), Cancellation);

        var stat = await Processes.RunSuccessfullyAsync(
            "stat", ["-c", "%a %G", root.Directory, Path.Combine(root.Directory, "gens"), staged.Path, Path.Combine(staged.Path, "pjsip.conf")], Cancellation);
        Assert.Equal("750 daemon\n750 daemon\n750 daemon\n640 daemon\n", stat);
    }

    [Fact]
    public void Rejects_AGroupThatDoesNotExist()
    {
        using var fixture = new PublishingFixture(ArtifactTarget.Asterisk);
        var store = new GenerationStore(fixture.Root with { Group = "no-such-group" }, new byte[32], TimeProvider.System);

        var exception = Assert.Throws<PublishFailedException>(
            () => store.Stage([fixture.File_("pjsip.conf", "a")], new Dictionary<string, ManifestEntry>(), Cancellation));

        Assert.Contains("'no-such-group'", exception.Message, StringComparison.Ordinal);
    }

    private static string Publish(PublishedHost host, PublishedSet set) =>
        string.Join(' ', host.Arguments(set).Prepend(PublishedHost.Driver).Select(argument => $"'{argument}'")) + " 2>&1";

    private static async Task<string> InNamespaceAsync(PublishedHost host, string script)
    {
        Requires.Root();
        var environment = new Dictionary<string, string?>(PublishedHost.Options.Environment) { ["ROOT"] = host.Root.Directory, ["STATE"] = host.State };
        var result = await Processes.RunAsync(
            Requires.Tool("unshare"), ["-m", "sh", "-c", script], new ProcessOptions { Environment = environment }, Cancellation);
        Requires.That(!result.Errors.Contains("unshare", StringComparison.Ordinal), "needs the right to make a mount namespace.");
        return result.Output + result.Errors;
    }

    private static string Mode(string path) => Convert.ToString((int)File.GetUnixFileMode(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path), 8);
}
