using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Commands;

public sealed class ImportCommandTests : IDisposable
{
    private const string Profile = "<flat-profile>\n<User_ID_1_>151</User_ID_1_>\n<Proxy_1_>192.168.2.245</Proxy_1_>\n<Password_1_>correct-horse</Password_1_>\n</flat-profile>\n";

    private const string Sip = "[301]\ntype=friend\nhost=dynamic\nsecret=correct-horse-1\ncallerid=Hall <301>\n";

    private readonly TemporaryFolder _folder = new();

    public ImportCommandTests()
    {
        Directory.CreateDirectory(_folder.PathOf("tftp"));
        File.WriteAllText(_folder.PathOf("tftp/spa001122334455.xml"), Profile);
        File.WriteAllText(_folder.PathOf("phones.csv"), "mac,model\n001122334455,SPA504G\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Import_WritesSpecsThatValidateAndSecretsForTheirOwnerAlone()
    {
        var program = await RunAsync("--out", _folder.PathOf("specs"), "--secrets", _folder.PathOf("secrets"));

        Assert.Equal(0, program.ExitCode);
        Assert.StartsWith("1 phone, 1 extension", program.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await Program.RunAsync("validate", _folder.PathOf("specs"))).ExitCode);
        var secret = _folder.PathOf("secrets/151.secret");
        Assert.Equal("correct-horse\n", await File.ReadAllTextAsync(secret, TestContext.Current.CancellationToken));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(secret));
    }

    /// <summary>By a real terminal (script(1) makes one), and by the keys that a person presses.</summary>
    [Fact]
    public async Task Import_AtATerminal_AsksWhatWasLeftOpen()
    {
        var (specs, secrets) = (_folder.PathOf("asked"), _folder.PathOf("asked-secrets"));
        var program = string.Join(' ', [.. Shipped.Command, "import", _folder.PathOf("tftp"), _folder.PathOf("phones.csv")]);

        // The folder of the specs, the site's name (wrong at first), the passwords (the first choice), and their folder.
        var result = await Processes.RunAsync(
            "sh", ["-c", $"printf '%s\\r' '{specs}' 'no name!' 'head-office' '' '{secrets}' | script -qec '{program}' /dev/null"],
            new ProcessOptions { Environment = new Dictionary<string, string?> { ["TERM"] = "xterm" } }, TestContext.Current.CancellationToken);

        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        Assert.Contains("'no name!' is no name of a site", result.Output, StringComparison.Ordinal);
        Assert.Contains("name: head-office", await File.ReadAllTextAsync(Path.Combine(specs, "site.yaml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(secrets, "151.secret")));
    }

    /// <summary>The guess is the first choice, another model is typed, and the next phone is offered the last answer first.</summary>
    [Fact]
    public async Task Import_AtATerminal_AsksForTheModelsThatNoFileSays()
    {
        const string Down = "\\033[B";
        var cancel = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(_folder.PathOf("phones.csv"), "mac,extension\n001122334457,157\n001122334458,158\n", cancel);
        await File.WriteAllTextAsync(_folder.PathOf("tftp/spa001122334456.xml"), Profile.Replace("151", "152", StringComparison.Ordinal), cancel);
        var (specs, secrets) = (_folder.PathOf("asked"), _folder.PathOf("asked-secrets"));
        var program = string.Join(' ', [.. Shipped.Command, "import", _folder.PathOf("tftp"), _folder.PathOf("phones.csv"), "--out", specs, "--secrets", secrets, "--site", "hq", "--rotate"]);

        // The second that the first fits; the same for the second phone; a model that there is none of and one that there is; not known.
        var result = await Processes.RunAsync(
            "sh", ["-c", $"printf '{Down}\\r\\r{Down}\\rT800\\r504g\\r{Down}{Down}\\r' | script -qec '{program}' /dev/null"],
            new ProcessOptions { Environment = new Dictionary<string, string?> { ["TERM"] = "xterm" } }, cancel);

        Assert.True(result.ExitCode == 0, result.Output + result.Errors);
        Assert.Contains("'T800' is no model", result.Output, StringComparison.Ordinal);
        var desks = await File.ReadAllTextAsync(Path.Combine(specs, "phones/desks.yaml"), cancel);
        Assert.Equal(["SPA502G", "SPA502G", "SPA504G"], desks.Split('\n').Where(l => l.Contains("model:", StringComparison.Ordinal)).Select(l => l.Split(':')[1].Trim()));
    }

    [Fact]
    public async Task Import_OfAPhoneWithoutAModel_GuessesAndNamesTheFlagThatSaysIt()
    {
        File.Delete(_folder.PathOf("phones.csv"));

        var guessed = await Program.RunAsync("import", _folder.PathOf("tftp"), "--check");
        var said = await Program.RunAsync("import", _folder.PathOf("tftp"), "--model", "00:11:22:33:44:55=spa-525g2", "--out", _folder.PathOf("specs"), "--secrets", _folder.PathOf("secrets"));

        Assert.Contains("Nothing says the model; it is taken for a ", guessed.Error, StringComparison.Ordinal);
        Assert.Contains("--model 001122334455=MODEL", guessed.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing says the model", said.Error, StringComparison.Ordinal);
        Assert.Contains("model: SPA525G2", await File.ReadAllTextAsync(_folder.PathOf("specs/phones/desks.yaml"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SPA504G", "names no phone")]
    [InlineData("001122334455=T800", "'T800' is no model")]
    [InlineData("001122334455=SPA504G", "or whose model a file says")]
    public async Task Model_ThatAnswersNothing_IsExitCode2AndWritesNothing(string model, string says)
    {
        var program = await RunAsync("--model", model, "--out", _folder.PathOf("specs"), "--secrets", _folder.PathOf("secrets"));

        Assert.Equal(2, program.ExitCode);
        Assert.Contains(says, program.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.PathOf("specs")));
    }

    [Fact]
    public async Task Import_OfPasswordsWithoutAFolderForThem_IsExitCode2AndWritesNothing()
    {
        var program = await RunAsync("--out", _folder.PathOf("specs"));

        Assert.Equal(2, program.ExitCode);
        Assert.Contains("--secrets DIR", program.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.PathOf("specs")));
    }

    [Fact]
    public async Task Import_OfATruncatedDump_IsExitCode3AndWritesNothing()
    {
        await File.WriteAllTextAsync(_folder.PathOf("tftp/spa001122334456.xml"), Profile[..60], TestContext.Current.CancellationToken);

        var program = await RunAsync("--out", _folder.PathOf("specs"), "--secrets", _folder.PathOf("secrets"));

        Assert.Equal(3, program.ExitCode);
        Assert.Contains("tftp/spa001122334456.xml:3: refused: ", program.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.PathOf("specs")) || Directory.Exists(_folder.PathOf("secrets")));
    }

    [Fact]
    public async Task Check_WritesNothing()
    {
        var program = await RunAsync("--check");

        Assert.InRange(program.ExitCode, 0, 1);
        Assert.Contains("elements of phones are the same", program.Out, StringComparison.Ordinal);
        Assert.Equal(["phones.csv", "tftp"], Directory.EnumerateFileSystemEntries(_folder.FullPath).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    /// <summary>A name with dots in it must not lead out of the folder.</summary>
    [Fact]
    public async Task AsteriskOut_OfFilesNamedByAPathWithDots_IsWrittenBelowItsFolder()
    {
        _folder.Write("asterisk/sip.conf", Sip);
        var stays = _folder.PathOf("deep/stays");

        var program = await Program.RunAsync(
            "import", $"{_folder.PathOf("tftp")}/../asterisk/../asterisk/sip.conf", "--out", _folder.PathOf("specs"), "--secrets", _folder.PathOf("secrets"), "--asterisk-out", stays);

        Assert.True(program.ExitCode == 0, program.Error);
        Assert.Equal(["sip.conf"], Directory.EnumerateFileSystemEntries(stays).Select(Path.GetFileName));
        Assert.Equal(Sip, await File.ReadAllTextAsync(_folder.PathOf("asterisk/sip.conf"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task AsteriskOut_OfTwoFilesThatWouldBeOne_IsRefusedAndNothingIsWritten()
    {
        _folder.Write("one/sip.conf", Sip);
        _folder.Write("two/sip.conf", Sip.Replace("301", "302", StringComparison.Ordinal));

        var program = await Program.RunAsync(
            "import", _folder.PathOf("one"), _folder.PathOf("two"), "--out", _folder.PathOf("specs"), "--secrets", _folder.PathOf("secrets"), "--asterisk-out", _folder.PathOf("stays"));

        Assert.Equal(2, program.ExitCode);
        Assert.Contains("one/sip.conf and two/sip.conf would both be written as sip.conf", program.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.PathOf("specs")) || Directory.Exists(_folder.PathOf("secrets")) || Directory.Exists(_folder.PathOf("stays")));
    }

    [Fact]
    public async Task Import_OfTwoFoldersOfOneName_IsRefusedWhereAFileWouldBeLost()
    {
        _folder.Write("now/asterisk/sip.conf", Sip);
        _folder.Write("before/asterisk/sip.conf", Sip);

        var program = await Program.RunAsync("import", _folder.PathOf("now/asterisk"), _folder.PathOf("before/asterisk"), "--check");

        Assert.Equal(2, program.ExitCode);
        Assert.Contains("Two of the files are called asterisk/sip.conf", program.Error, StringComparison.Ordinal);
    }

    private Task<Program> RunAsync(params string[] options) => Program.RunAsync(["import", _folder.PathOf("tftp"), _folder.PathOf("phones.csv"), .. options]);
}
