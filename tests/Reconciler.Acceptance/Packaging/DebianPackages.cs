using System.Runtime.InteropServices;
using Reconciler.Testing;

namespace Reconciler.Acceptance.Packaging;

/// <summary>The Debian package of the program that ships, made once by the script that makes the release's, and one with an older version's number.</summary>
public sealed class DebianPackages : IAsyncLifetime, IDisposable
{
    public const string Version = "0.1.0";

    private const string OlderVersion = "0.0.9";

    private readonly TemporaryFolder _folder = new();

    public string Current => PathOf(Version);

    public string Older => PathOf(OlderVersion);

    private static string Architecture => RuntimeInformation.ProcessArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";

    public async ValueTask InitializeAsync()
    {
        Requires.Root();
        Requires.Tool("dpkg-deb");
        Requires.That(ShippedProgram.Command.Count == 1, "needs the program as it ships: run tests/run.");
        await MakeAsync(Version);
        await MakeAsync(OlderVersion);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    public void Dispose() => _folder.Dispose();

    private string PathOf(string version) => _folder.PathOf($"reconciler_{version}_{Architecture}.deb");

    // Not compressed: that is most of the time, and nothing of it is tried here.
    private async Task MakeAsync(string version)
    {
        var options = new ProcessOptions { Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["RECONCILER_DEB_COMPRESSION"] = "none", ["SOURCE_DATE_EPOCH"] = "1780000000" } };
        var made = await Processes.RunAsync(
            Checkout.PathOf("packaging", "deb"), [Path.GetDirectoryName(ShippedProgram.Command[0])!, Architecture, version, _folder.FullPath], options, TestContext.Current.CancellationToken);
        Assert.True(made.ExitCode == 0, made.Output + made.Errors);
    }
}
