using System.Globalization;
using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Commands;

public sealed class DemoCommandTests : IDisposable
{
    private const string Profile = "xml/spa002584061156.xml";

    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Once_Twice_ShowsWhatIsServedAndChangesNothingTheSecondTime()
    {
        var first = await DemoAsync("--once");
        var (heads, generation, agentFile) = (await GitAsync("show-ref"), Generation(), await ReadAsync("agent.yaml"));

        var second = await DemoAsync("--once");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        var published = (await GitAsync("rev-parse", "main")).Trim();
        Assert.All([first, second], program =>
        {
            Assert.Contains("spa002584061156.xml -> ../.reconciler/current/xml/56/spa002584061156.xml", program.Output, StringComparison.Ordinal);
            Assert.Contains("pjsip.conf", program.Output, StringComparison.Ordinal);
            Assert.Contains($"commit published   {published}", program.Output, StringComparison.Ordinal);
            Assert.Contains("git -C demo/phones.git show status/hq:README.md", program.Output, StringComparison.Ordinal);
        });
        Assert.StartsWith("Published ", first.Output, StringComparison.Ordinal);
        Assert.StartsWith("Nothing to do.", second.Output, StringComparison.Ordinal);
        Assert.Equal((heads, generation, agentFile), (await GitAsync("show-ref"), Generation(), await ReadAsync("agent.yaml")));
        Assert.Contains($"\"published\": \"{published}\"", await GitAsync("show", "status/hq:status.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Agent_Push_IsServedAndTermEndsItCleanly()
    {
        await using var demo = await StartAsync(FreePort.Tcp());
        using var http = new HttpClient { BaseAddress = Address(demo.Output) };
        Assert.Contains(">Sally<", await http.GetStringAsync(Profile, Token), StringComparison.Ordinal);

        await PushAsync("phones/fred.yaml", text => text.Replace("label: Sally", "label: Sally B.", StringComparison.Ordinal));

        await Eventually.HoldsAsync(
            "the pushed label is served",
            TimeSpan.FromSeconds(30),
            async () => (await http.GetStringAsync(Profile, Token)).Contains(">Sally B.<", StringComparison.Ordinal),
            Token);
        demo.Signal("TERM");
        Assert.Equal(0, await demo.WaitForExitAsync(Token));
        await AssertUnlockedAsync("srv/.reconciler/lock");
        await AssertUnlockedAsync("asterisk/lock");
        Assert.Equal(0, (await DemoAsync("--once")).ExitCode);
    }

    [Fact]
    public async Task Agent_PortOfAnotherDemo_IsExitCode2AndNamesIt()
    {
        var port = FreePort.Tcp();
        await using var demo = await StartAsync(port);

        var second = await DemoAsync("--port", port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(2, second.ExitCode);
        Assert.StartsWith("reconciler: Add --port with another number", second.Errors, StringComparison.Ordinal);
        Assert.Contains($"127.0.0.1:{port}", second.Errors, StringComparison.Ordinal);
        Assert.Empty(second.Output);
        Assert.False(demo.HasExited);
    }

    [Fact]
    public async Task Once_InAFolderOfAnyName_Works()
    {
        var folder = _folder.MakeFolder("Ada's phones, {new} #1");

        var program = await Shipped.RunAsync(["demo", "--once"], new ProcessOptions { WorkingFolder = folder });

        Assert.Equal((0, ""), (program.ExitCode, program.Errors));
        Assert.True(File.Exists(Path.Combine(folder, "demo", "srv", Profile)));
    }

    private Task<ProcessResult> DemoAsync(params string[] arguments) =>
        Shipped.RunAsync(["demo", .. arguments], new ProcessOptions { WorkingFolder = _folder.FullPath });

    private async Task<RunningProcess> StartAsync(int port)
    {
        var demo = Shipped.Start(["demo", "--port", port.ToString(CultureInfo.InvariantCulture)], new ProcessOptions { WorkingFolder = _folder.FullPath });
        await demo.SaysAsync("Serving published files on ");
        return demo;
    }

    // As a reader would: from the curl line that the demo prints.
    private static Uri Address(string output) => new(output.Split('\n').Single(line => line.Contains("curl -s ", StringComparison.Ordinal))
        .Split(' ').Single(word => word.StartsWith("http://", StringComparison.Ordinal)).Replace(Profile, "", StringComparison.Ordinal));

    private string? Generation() => new DirectoryInfo(_folder.PathOf("demo", "srv", ".reconciler", "current")).LinkTarget;

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(_folder.PathOf("demo", name), Token);

    private Task<string> GitAsync(params string[] arguments) =>
        Processes.RunSuccessfullyAsync(Requires.Tool("git"), ["-C", _folder.PathOf("demo", "phones.git"), .. arguments], Token);

    private async Task PushAsync(string path, Func<string, string> edit)
    {
        var git = Requires.Tool("git");
        var work = _folder.PathOf("work");
        await Processes.RunSuccessfullyAsync(git, ["clone", "-q", _folder.PathOf("demo", "phones.git"), work], Token);
        var file = Path.Combine(work, path);
        await File.WriteAllTextAsync(file, edit(await File.ReadAllTextAsync(file, Token)), Token);
        string[] who = ["-C", work, "-c", "user.name=Ada", "-c", "user.email=ada@example.com"];
        await Processes.RunSuccessfullyAsync(git, [.. who, "commit", "-q", "-a", "-m", "Rename a key"], Token);
        await Processes.RunSuccessfullyAsync(git, ["-C", work, "push", "-q"], Token);
    }

    private async Task AssertUnlockedAsync(string name) =>
        await Processes.RunSuccessfullyAsync(Requires.Tool("flock"), ["--nonblock", _folder.PathOf("demo", name), "true"], Token);
}
