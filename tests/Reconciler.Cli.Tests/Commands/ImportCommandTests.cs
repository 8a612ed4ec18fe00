using Reconciler.Testing;

namespace Reconciler.Cli.Tests.Commands;

public sealed class ImportCommandTests : IDisposable
{
    private const string Profile = "<flat-profile>\n<User_ID_1_>151</User_ID_1_>\n<Proxy_1_>192.168.2.245</Proxy_1_>\n<Password_1_>correct-horse</Password_1_>\n</flat-profile>\n";

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

    private Task<Program> RunAsync(params string[] options) => Program.RunAsync(["import", _folder.PathOf("tftp"), _folder.PathOf("phones.csv"), .. options]);
}
