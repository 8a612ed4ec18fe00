using Reconciler.Testing;

namespace Reconciler.Acceptance.Packaging;

/// <summary>A Debian with its stock Asterisk, as its packages configure it, and nothing else: a layer over the root that <c>tests/install</c> makes, gone with the test.</summary>
internal sealed class BareDebian : IAsyncDisposable
{
    private static readonly Dictionary<string, string?> Quiet = new(StringComparer.Ordinal) { ["DEBIAN_FRONTEND"] = "noninteractive", ["LC_ALL"] = "C.UTF-8", ["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin" };

    private readonly TemporaryFolder _folder = new();

    private BareDebian()
    {
    }

    /// <summary>Its root, as this machine sees it.</summary>
    public string Root => _folder.PathOf("root");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static Task<BareDebian> MakeAsync() => MakeAsync(Requires.Asterisk(22));

    /// <summary>A layer over that root.</summary>
    public static async Task<BareDebian> MakeAsync(string lower)
    {
        var debian = new BareDebian();
        try
        {
            await debian.MountAsync(lower);
            return debian;
        }
        catch
        {
            await debian.DisposeAsync();
            throw;
        }
    }

    public string PathOf(string path) => Root + path;

    /// <summary>Installs a package as dpkg does, with nobody to ask.</summary>
    public async Task InstallAsync(string package)
    {
        File.Copy(package, PathOf("/root/" + Path.GetFileName(package)), overwrite: true);
        await MustRunAsync("dpkg", "-i", "/root/" + Path.GetFileName(package));
    }

    public Task<ProcessResult> RunAsync(params string[] command) =>
        Processes.RunAsync(Requires.Tool("chroot"), [Root, .. command], new ProcessOptions { Environment = Quiet }, Token);

    /// <summary>Runs a program that must not fail; its output.</summary>
    public async Task<string> MustRunAsync(params string[] command)
    {
        var result = await RunAsync(command);
        Assert.True(result.ExitCode == 0, $"{string.Join(' ', command)} ended with {result.ExitCode}:\n{result.Output}{result.Errors}");
        return result.Output.TrimEnd('\n');
    }

    /// <summary>Owner, group, mode and name of a path, as ls would say it.</summary>
    public Task<string> DescribeAsync(string path) => MustRunAsync("stat", "-c", "%U %G %a %n", path);

    public async ValueTask DisposeAsync()
    {
        foreach (var mount in new[] { Root + "/proc", Root + "/dev", Root, _folder.PathOf("layer") }.Where(Directory.Exists))
        {
            await Processes.RunAsync(Requires.Tool("umount"), ["-l", mount], null, CancellationToken.None);
        }

        _folder.Dispose();
    }

    private async Task MountAsync(string lower)
    {
        var layer = _folder.MakeFolder("layer");
        await MountAsync("-t", "tmpfs", "tmpfs", layer);
        Directory.CreateDirectory(layer + "/upper");
        Directory.CreateDirectory(layer + "/work");
        Directory.CreateDirectory(Root);
        await MountAsync("-t", "overlay", "-o", $"lowerdir={lower},upperdir={layer}/upper,workdir={layer}/work", "overlay", Root);
        await MountAsync("--bind", "/proc", Root + "/proc");
        await MountAsync("--bind", "/dev", Root + "/dev");
    }

    private static async Task MountAsync(params string[] arguments) => await Processes.RunSuccessfullyAsync(Requires.Tool("mount"), arguments, Token);
}
