using System.Globalization;
using Reconciler.Testing;
using Reconciler.Testing.Hostile;
using Reconciler.Testing.Repositories;

namespace Reconciler.Cli.Tests.Commands;

/// <summary>
/// Whatever is pushed, reading it is bounded in memory and output, and what is wrong is said. The long form, with times, is
/// <c>tests/Reconciler.Benchmarks hostile</c>; docs/security.md has its figures.
/// </summary>
public sealed class HostileRepositoryTests
{
    private const int MostMegabytes = 300;

    // As many findings as are told, how many more there are, and the verdict.
    private const int MostLines = 202;

    public static IEnumerable<TheoryDataRow<string>> Folders => HostileFolder.All.Where(hostile => hostile.IsShort).Select(hostile => new TheoryDataRow<string>(hostile.What));

    public static IEnumerable<TheoryDataRow<string>> Commits => HostileCommit.All.Where(hostile => hostile.IsShort).Select(hostile => new TheoryDataRow<string>(hostile.What));

    private static string ManyMistakes => "mac: 00:25:84:00:00:01\nmodel: SPA504G\n" + string.Concat(Enumerable.Range(0, 5_000).Select(i => $"unknwon{i}: 1\n"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Folders))]
    public async Task Folder_IsRefusedWithinBounds(string what)
    {
        var hostile = HostileFolder.All.Single(one => one.What == what);
        using var folder = new TemporaryFolder();
        hostile.WriteTo(folder);

        await CheckAsync(hostile.Code, folder.FullPath);
    }

    [Theory]
    [MemberData(nameof(Commits))]
    public async Task Commit_IsRefusedWithinBounds(string what)
    {
        var hostile = HostileCommit.All.Single(one => one.What == what);
        using var folder = new TemporaryFolder();
        var repository = folder.PathOf("hostile.git");
        await hostile.WriteToAsync(repository, Token);

        await CheckAsync(hostile.Code, repository, "--rev", "main");
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task Verdict_OfAnyForm_TellsTwoHundredFindingsAndCountsTheRest(string format)
    {
        using var folder = new TemporaryFolder();
        folder.Write("site.yaml", HostileFolder.Site);
        folder.Write("phones/a.yaml", ManyMistakes);

        var result = await Shipped.RunAsync("validate", folder.FullPath, "--format", format);

        AssertBounded(result);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("github")]
    public async Task Review_OfAnyForm_TellsTwoHundredFindingsAndCountsTheRest(string format)
    {
        using var repository = TestRepository.With(("site.yaml", HostileFolder.Site));
        var before = repository.Head;
        repository.Commit("Break", ("phones/a.yaml", ManyMistakes));

        var result = await Shipped.RunAsync("plan", repository.DirectoryPath, "--base", before, "--head", "main", "--format", format);

        AssertBounded(result);
    }

    private static void AssertBounded(ProcessResult result)
    {
        var said = result.Output + result.Errors;
        Assert.Equal(3, result.ExitCode);
        Assert.InRange(said.Split("unknwon").Length - 1, 1, 400);
        Assert.Contains("4800 more errors", said, StringComparison.Ordinal);
    }

    private static async Task CheckAsync(string code, params string[] arguments)
    {
        var result = await Processes.RunAsync(
            Requires.Tool("time"), ["-f", "PEAK %M", .. Shipped.Command, "validate", .. arguments], null, Token);
        var said = result.Output + result.Errors;
        var peak = int.Parse(said.Split("PEAK ")[1].Trim(), CultureInfo.InvariantCulture) / 1024;

        Assert.Contains($" {code}: ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", said, StringComparison.Ordinal);
        Assert.InRange(result.Output.Split('\n').Length, 2, MostLines + 1);
        Assert.InRange(peak, 1, MostMegabytes);
    }
}
