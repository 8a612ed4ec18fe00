using Reconciler.Core.Diagnostics;
using Reconciler.Core.Explaining;
using Reconciler.Core.Sources;
using Reconciler.Git.Mirrors;
using Reconciler.Testing;
using Reconciler.Testing.Repositories;

namespace Reconciler.Git.Tests.Mirrors;

public sealed class LineHistoryTests : IDisposable
{
    private const string Fred = "phones/fred.yaml";

    private readonly TemporaryFolder _folder = new();
    private readonly TestRepository _repository = TestRepository.With(("site.yaml", "name: hq\n"), (Fred, "mac: 1\nmodel: A\nkeys: []\n"));
    private readonly string _first;
    private readonly string _second;

    private string Work => _folder.PathOf("work");

    public LineHistoryTests()
    {
        _first = _repository.Head;
        _second = _repository.Commit("Another model\n\nA longer story.", (Fred, "mac: 1\nmodel: B\nkeys: []\n"));
    }

    public void Dispose()
    {
        _repository.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Find_AtACommit_IsTheCommitThatLastTouchedTheLine()
    {
        using var repository = LocalRepository.Discover(_repository.DirectoryPath)!;
        var history = new LineHistory(repository, _repository.DirectoryPath, repository.Resolve("main"));

        Assert.Equal([_first, _second, _first], Commits(history, 3));
        var touch = history.Find(new SpecLocation(Fred, 2, 8))!;
        Assert.Equal(("Another model", false), (touch.Subject, touch.OrEarlier));
        Assert.Equal($"{_second[..10]} 2026-01-05 Ada Administrator", touch.Text);
        Assert.Equal([_first, _first, _first], Commits(new LineHistory(repository, _repository.DirectoryPath, Id(_first)), 3));
        Assert.Null(history.Find(new SpecLocation("phones/none.yaml", 1, 1)));
    }

    [Fact]
    public async Task Find_InACheckoutWithChanges_TellsThemFromWhatIsCommitted()
    {
        await CloneAsync();
        _folder.Write($"work/{Fred}", "# mine\nmac: 1\nmodel: B\nkeys: [151]\n");
        _folder.Write("work/phones/new.yaml", "mac: 2\n");

        using var repository = LocalRepository.Discover(Work)!;
        var history = new LineHistory(repository, Work, null);

        Assert.Equal(["-", _first, _second, "-"], Commits(history, 4));
        Assert.Equal(LineTouch.Uncommitted, history.Find(new SpecLocation("phones/new.yaml", 1, 1)));
        Assert.Null(history.Find(new SpecLocation(Fred, 99, 1)));
        Assert.Null(history.Find(SpecLocation.OfFile(Fred)));
    }

    [Fact]
    public async Task Find_OfManyLines_BlamesAFileOnce()
    {
        await CloneAsync();
        using var repository = LocalRepository.Discover(Work)!;
        var history = new LineHistory(repository, Work, null);

        for (var line = 1; line <= 3; line++)
        {
            Assert.NotNull(history.Find(new SpecLocation(Fred, line, 1)));
            Assert.NotNull(history.Find(new SpecLocation(Fred, line, 2)));
        }

        Assert.Equal(1, history.Blamed);
    }

    [Fact]
    public async Task Find_InACheckoutWithOtherLineEnds_SeesNoChange()
    {
        await CloneAsync();
        _folder.Write($"work/{Fred}", "mac: 1\r\nmodel: B\r\nkeys: []\r\n");

        using var repository = LocalRepository.Discover(Work)!;

        Assert.Equal([_first, _second, _first], Commits(new LineHistory(repository, Work, null), 3));
    }

    [Fact]
    public async Task Find_InARenamedFile_KeepsTheLinesCommits()
    {
        await CloneAsync();
        await GitAsync("-C", Work, "mv", Fred, "phones/sally.yaml");
        await GitAsync("-C", Work, "-c", "user.name=Ada", "-c", "user.email=ada@example.com", "commit", "-qm", "Rename");

        using var repository = LocalRepository.Discover(Work)!;
        var history = new LineHistory(repository, Work, null);

        Assert.Equal(_second, history.Find(new SpecLocation("phones/sally.yaml", 2, 1))?.Commit?.Id.ToString());
    }

    [Fact]
    public async Task Find_BeforeTheFirstCommit_IsUncommitted()
    {
        await GitAsync("init", "-q", Work);
        _folder.Write($"work/{Fred}", "mac: 1\n");

        using var repository = LocalRepository.Discover(Work)!;

        Assert.Equal(["-"], Commits(new LineHistory(repository, Work, null), 1));
    }

    [Fact]
    public async Task Find_InAShallowClone_SaysThatTheLineMayBeOlder()
    {
        await GitAsync("clone", "-q", "--depth", "1", "file://" + _repository.DirectoryPath, Work);

        using var repository = LocalRepository.Discover(Work)!;
        var history = new LineHistory(repository, Work, null);

        Assert.Equal([_second, _second, _second], Commits(history, 3));
        Assert.True(history.Find(new SpecLocation(Fred, 1, 1))!.OrEarlier);
        Assert.StartsWith($"{_second[..10]} or earlier ", history.Find(new SpecLocation(Fred, 1, 1))!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_WhereTheHistoryLacksACommit_IsNotKnown()
    {
        await CloneAsync();
        File.Delete(Path.Combine(Work, ".git", "objects", _first[..2], _first[2..]));
        using var repository = LocalRepository.Discover(Work)!;

        Assert.Null(new LineHistory(repository, Work, null).Find(new SpecLocation(Fred, 1, 1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sites/hq")]
    public async Task Find_ThroughALinkToTheCheckout_FindsTheFile(string site)
    {
        var prefix = site.Length == 0 ? "" : site + "/";
        var commit = _repository.Commit("Site", ($"{prefix}phones/linked.yaml", "mac: 3\n"));
        await CloneAsync();
        Directory.CreateSymbolicLink(_folder.PathOf("link"), Work);
        var folder = _folder.PathOf("link", site);

        using var repository = LocalRepository.Discover(folder)!;

        Assert.Equal(commit, new LineHistory(repository, folder, null).Find(new SpecLocation("phones/linked.yaml", 1, 1))?.Commit?.Id.ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Find_OverARandomHistory_SaysWhatGitBlameSays(int seed)
    {
        var random = new Random(seed);
        var lines = Enumerable.Range(0, 30).Select(i => $"key{i}: 0").ToList();
        for (var commit = 1; commit <= 25; commit++)
        {
            Edit(random, lines, commit);
            _repository.Commit($"Edit {commit}", (Fred, string.Join('\n', lines) + "\n"));
        }

        await CloneAsync();
        Edit(random, lines, 99);
        _folder.Write($"work/{Fred}", string.Join('\n', lines) + "\n");
        var blame = await GitAsync("-C", Work, "blame", "-s", "--abbrev=40", Fred);
        var expected = blame.TrimEnd('\n').Split('\n').Select(line => line[..40].Trim('^')).Select(id => id.StartsWith("0000000000", StringComparison.Ordinal) ? "-" : id);

        using var repository = LocalRepository.Discover(Work)!;

        Assert.Equal(expected, Commits(new LineHistory(repository, Work, null), lines.Count));
    }

    // Lines that are all different, so that no two accounts of an edit are equally short.
    private static void Edit(Random random, List<string> lines, int commit)
    {
        lines[random.Next(lines.Count)] = $"changed{commit}: {random.Next()}";
        lines.Insert(random.Next(lines.Count), $"inserted{commit}: {random.Next()}");
        lines.RemoveAt(random.Next(lines.Count));
    }

    private static IEnumerable<string?> Commits(LineHistory history, int lines) => Enumerable.Range(1, lines)
        .Select(line => history.Find(new SpecLocation(Fred, line, 1)))
        .Select(touch => touch is null ? null : touch.Commit?.Id.ToString() ?? "-");

    private static CommitId Id(string sha) => CommitId.TryParse(sha, out var id) ? id : throw new ArgumentException(sha, nameof(sha));

    private Task<string> CloneAsync() => GitAsync("clone", "-q", "--no-hardlinks", _repository.DirectoryPath, Work);

    private static Task<string> GitAsync(params string[] arguments) =>
        Processes.RunSuccessfullyAsync(Requires.Tool("git"), arguments, TestContext.Current.CancellationToken);
}
