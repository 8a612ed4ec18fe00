using Reconciler.Testing;

namespace Reconciler.Cli.Tests;

public sealed class ValidateCommandTests : IDisposable
{
    private const string Site = "name: office\nprovisioning: { url: \"tftp://192.0.2.10\" }\nasterisk: { host: 192.0.2.10, context: phones }\n";
    private readonly TemporaryFolder _folder = new();

    public ValidateCommandTests() => _folder.Write("site.yaml", Site);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Accepts_AFolderWithASite() => Assert.Equal(0, (await Program.RunAsync("validate", _folder.FullPath)).ExitCode);

    [Theory]
    [InlineData("extension: [\n", "extensions/a.yaml:2:1")]
    [InlineData("extension: 151\nname: { a: b }\n", "extensions/a.yaml:2:7")]
    [InlineData("extension: 151\nnmae: Fred\n", "extensions/a.yaml:2:1")]
    [InlineData("extension: 151\nextension: 152\n", "extensions/a.yaml:2:1")]
    [InlineData("extension: 151\nname: \"a\u0001b\"\n", "extensions/a.yaml:2:")]
    [InlineData("extension: 151\nname: &a x\ncontext: *a\n", "extensions/a.yaml:2:")]
    [InlineData("- { extension: 151 }\n- { extension: 151 }\n", "extensions/a.yaml:2:")]
    public async Task Rejects_ABrokenFileAtItsPlace(string text, string place)
    {
        _folder.Write("extensions/a.yaml", text);

        var program = await Program.RunAsync("validate", _folder.FullPath);

        Assert.Equal(3, program.ExitCode);
        Assert.Contains(place, program.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_NestingAndSizeBeyondTheLimits()
    {
        _folder.Write("extensions/deep.yaml", new string('[', 100_000));
        _folder.Write("extensions/large.yaml", new string('#', 10 << 20));

        var program = await Program.RunAsync("validate", _folder.FullPath);

        Assert.Equal(3, program.ExitCode);
        Assert.Contains("extensions/deep.yaml:1:", program.Out, StringComparison.Ordinal);
        Assert.Contains("extensions/large.yaml", program.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rejects_AFolderWithoutASite()
    {
        File.Delete(_folder.PathOf("site.yaml"));

        Assert.Equal(3, (await Program.RunAsync("validate", _folder.FullPath)).ExitCode);
    }

    [Fact]
    public async Task Rejects_ARevisionOutsideARepository() =>
        Assert.Equal(2, (await Program.RunAsync("validate", _folder.FullPath, "--rev", "HEAD")).ExitCode);
}
