using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Commands;

public sealed class RenderCommandTests : IDisposable
{
    private readonly OfficeHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Render_Masked_IsTheSameBytesEachTime()
    {
        Assert.Equal((0, 0), ((await RenderAsync("one")).ExitCode, (await RenderAsync("two")).ExitCode));

        var one = Contents(_host.PathOf("one"));
        Assert.Equal(one, Contents(_host.PathOf("two")));
        Assert.Contains("«secret:extension/151#derive:1»", one["asterisk/pjsip.conf"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Render_WithTheKey_IsWhatIsPublished()
    {
        await _host.ReconcileAsync();

        var program = await RenderAsync("clear", "--key", _host.PathOf("master.key"));

        Assert.Equal(0, program.ExitCode);
        Assert.Contains("secrets in clear text", program.Output, StringComparison.Ordinal);
        var rendered = Contents(_host.PathOf("clear"));
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(_host.Asterisk, "current", "pjsip.conf"), TestContext.Current.CancellationToken), rendered["asterisk/pjsip.conf"]);
        Assert.Equal(_host.Profile("002584000001"), rendered["served/xml/spa002584000001.xml"]);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(_host.PathOf("clear", "asterisk", "pjsip.conf")) & ~(UnixFileMode.SetUser | UnixFileMode.SetGroup));
    }

    [Fact]
    public async Task Render_IntoAFolderWithSomethingInIt_IsExitCode2()
    {
        _host.Write("full/note.txt", "mine");

        Assert.Equal(2, (await RenderAsync("full")).ExitCode);
        Assert.Equal(["note.txt"], Contents(_host.PathOf("full")).Keys);
    }

    private Task<ProcessResult> RenderAsync(string output, params string[] more) =>
        Shipped.RunAsync(["render", _host.Repository.DirectoryPath, "--rev", "main", "--out", _host.PathOf(output), .. more], null);

    private static SortedDictionary<string, string> Contents(string folder) => new(
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText),
        StringComparer.Ordinal);
}
