using System.Security.Cryptography;
using Reconciler.Testing;

namespace Reconciler.Acceptance.Packaging;

/// <summary>The container image, made by the script that makes the release's, in the real podman.</summary>
public sealed class ContainerImageTests : IAsyncDisposable
{
    // As large as they may be where this runs in a container itself.
    private const string Engine = """
        [engine]
        runtime = "runc"
        cgroup_manager = "cgroupfs"
        [containers]
        default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]

        """;

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Image => _folder.PathOf("reconciler-0.1.0-image-amd64.tar");

    public async ValueTask DisposeAsync()
    {
        await PodmanAsync("rmi", "-fa");
        _folder.Dispose();
    }

    [Fact]
    public async Task Image_RunsTheProgram_AsItsOwnUser()
    {
        await MakeAsync();
        Assert.Contains("reconciler:0.1.0", await MustAsync("load", "-q", "-i", Image), StringComparison.Ordinal);

        Assert.StartsWith("0.1.0", await RunAsync([], "--version"), StringComparison.Ordinal);
        Assert.Equal("uid=900(reconciler) gid=900(reconciler) groups=900(reconciler)", await RunAsync(["--entrypoint", "id"]));
        Assert.Contains("commit published", await RunAsync([], "demo", "--once"), StringComparison.Ordinal);
        Assert.StartsWith("OpenSSH", await RunAsync(["--entrypoint", "ssh"], "-V"), StringComparison.Ordinal);
    }

    /// <summary>With a real Asterisk and a real TFTP server, by tests/long: it takes minutes. Else what compose itself says of the file.</summary>
    [Fact]
    public async Task Compose_PublishesAndServes_AsItIs()
    {
        if (!Depth.IsLong)
        {
            var read = await Processes.RunAsync(Requires.Tool("podman-compose"), ["--dry-run", "-f", Checkout.PathOf("packaging", "compose", "compose.yaml"), "up", "-d"], null, Token);
            Assert.True(read.ExitCode == 0, read.Output + read.Errors);
            Assert.Contains("served:/srv/tftp", read.Output + read.Errors, StringComparison.Ordinal);
            return;
        }

        Requires.Asterisk(22);
        await MakeAsync();

        var up = await Processes.RunAsync(Checkout.PathOf("tests", "compose"), [Image], null, Token);

        Assert.True(up.ExitCode == 0, up.Output + up.Errors);
        Assert.Contains("7 phones changed", up.Output + up.Errors, StringComparison.Ordinal);
        Assert.Contains("<flat-profile>", up.Output, StringComparison.Ordinal);
    }

    private async Task MakeAsync()
    {
        Requires.Root();
        Requires.Tool("mmdebstrap");
        Requires.Tool("runc");
        Requires.That(ShippedProgram.Command.Count == 1, "needs the program as it ships: run tests/run.");
        _folder.Write("containers.conf", Engine);
        var script = Checkout.PathOf("packaging", "image");
        var edition = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(script, Token)))[..12];
        var kept = Requires.Kept($"image-base-{edition}.tar");
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["RECONCILER_IMAGE_BASE"] = kept, ["RECONCILER_IMAGE_COMPRESSION"] = "1", ["SOURCE_DATE_EPOCH"] = "1780000000" };
        var made = await Processes.RunAsync(
            script, [Path.GetDirectoryName(ShippedProgram.Command[0])!, "amd64", "0.1.0", _folder.FullPath], new ProcessOptions { Environment = environment }, Token);
        Assert.True(made.ExitCode == 0, made.Output + made.Errors);
    }

    private async Task<string> RunAsync(string[] options, params string[] arguments) =>
        await MustAsync(["run", "--rm", "--network", "host", .. options, "docker.io/library/reconciler:0.1.0", .. arguments]);

    private async Task<string> MustAsync(params string[] arguments)
    {
        var result = await PodmanAsync(arguments);
        Assert.True(result.ExitCode == 0, $"podman {string.Join(' ', arguments)}: {result.Output}{result.Errors}");
        return result.Output.Length > 0 ? result.Output.TrimEnd('\n') : result.Errors.TrimEnd('\n');
    }

    private Task<ProcessResult> PodmanAsync(params string[] arguments) => Processes.RunAsync(
        Requires.Tool("podman"),
        ["--root", _folder.PathOf("storage"), "--runroot", _folder.PathOf("run"), "--storage-driver", "vfs", .. arguments],
        new ProcessOptions { Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["CONTAINERS_CONF"] = _folder.PathOf("containers.conf") } },
        CancellationToken.None);
}
