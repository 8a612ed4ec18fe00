namespace Reconciler.Cli.Tests.Commands;

public sealed class ReconcileCommandTests : IDisposable
{
    private const string Anna = "002584000001";

    private readonly OfficeHost _host = new();

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Path_OfTheSiteThatChangesInTheAgentsFile_IsReadAtOnce()
    {
        await _host.ReconcileAsync();
        _host.WriteAgentFile($"{{ url: {_host.Repository.DirectoryPath}, path: sub }}");

        var program = await _host.ReconcileAsync();

        Assert.Equal(3, program.ExitCode);
        Assert.StartsWith("sub: error REC016", program.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adopt_OfAFileInPlaceOfAPublishedOne_PutsThatBackAtOnce()
    {
        await _host.ReconcileAsync();
        var name = "xml/spa002584000001.xml";
        var path = Path.Combine(_host.Served, name);
        var published = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        File.Delete(path);
        await File.WriteAllTextAsync(path, "mine", TestContext.Current.CancellationToken);

        var program = await _host.RunAsync("adopt", name);

        Assert.True(program.ExitCode == 0, program.Errors);
        Assert.Equal(published, await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal("Nothing to do.\n", (await _host.ReconcileAsync()).Output);
    }

    [Fact]
    public async Task Reconcile_NothingNew_IsExitCode0AndPublishesAndRecordsNothing()
    {
        var first = await _host.ReconcileAsync();
        var (generation, generations, commits) = (_host.Generation, _host.Generations, _host.StatusCommits);

        var second = await _host.ReconcileAsync();

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Equal("Nothing to do.\n", second.Output);
        Assert.Contains(">Anna<", _host.Profile(Anna), StringComparison.Ordinal);
        Assert.Equal((generation, generations), (_host.Generation, _host.Generations));
        Assert.Single(commits);
        Assert.Equal(commits, _host.StatusCommits);
        Assert.Single(await File.ReadAllLinesAsync(_host.StatusLog, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Reconcile_InvalidCommit_IsExitCode3EachTimeAndTheLastGoodStateStays()
    {
        await _host.ReconcileAsync();
        var generation = _host.Generation;
        _host.Repository.Commit("Break", ("phones/anna.yaml", "mac: 00:25:84:00:00:01\nmodle: SPA504G\n"));

        var first = await _host.ReconcileAsync();
        var commits = _host.StatusCommits;
        var second = await _host.ReconcileAsync();

        Assert.Equal((3, 3), (first.ExitCode, second.ExitCode));
        Assert.Contains("phones/anna.yaml:2:1: error REC022", first.Errors, StringComparison.Ordinal);
        Assert.Empty(first.Output);
        Assert.Equal(generation, _host.Generation);
        Assert.Equal(2, commits.Count);
        Assert.Equal(commits, _host.StatusCommits);

        _host.Relabel("Anna B.");
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        Assert.Contains(">Anna B.<", _host.Profile(Anna), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reconcile_RepositoryMovedAway_IsExitCode5AndTheLastGoodStateStays()
    {
        await _host.ReconcileAsync();
        var away = _host.Repository.DirectoryPath + ".away";
        Directory.Move(_host.Repository.DirectoryPath, away);

        var program = await _host.ReconcileAsync();

        Directory.Move(away, _host.Repository.DirectoryPath);
        Assert.Equal(5, program.ExitCode);
        Assert.Contains($"There is no directory {_host.Repository.DirectoryPath}", program.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("protocol", program.Errors, StringComparison.Ordinal);
        Assert.Contains(">Anna<", _host.Profile(Anna), StringComparison.Ordinal);
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
    }

    [Fact]
    public async Task Reconcile_FileInTheWay_IsExitCode6UntilItIsAdopted()
    {
        await _host.ReconcileAsync();
        _host.Write("srv/xml/spa002584000003.xml", "somebody else's");
        _host.Repository.Commit("Add a phone", ("phones/cleo.yaml", OfficeFiles.Phone("00:25:84:00:00:03", 151, "Cleo")));
        _host.Relabel("Anna B.");

        var refused = await _host.ReconcileAsync();
        Assert.Equal(6, refused.ExitCode);
        Assert.Contains("reconciler adopt xml/spa002584000003.xml", refused.Errors, StringComparison.Ordinal);
        Assert.Equal("somebody else's", _host.Profile("002584000003"));
        Assert.Contains(">Anna<", _host.Profile(Anna), StringComparison.Ordinal);

        var adopted = await _host.RunAsync("adopt", "xml/spa002584000003.xml");
        Assert.Equal((0, 0), (adopted.ExitCode, (await _host.ReconcileAsync()).ExitCode));
        Assert.Contains(">Cleo<", _host.Profile("002584000003"), StringComparison.Ordinal);
        var kept = Assert.Single(Directory.GetFiles(_host.PathOf("state", "adopted")));
        Assert.Equal("somebody else's", await File.ReadAllTextAsync(kept, TestContext.Current.CancellationToken));
        Assert.Contains(kept, adopted.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xml/spa002584000009.xml", "There is nothing at ")]
    [InlineData("no/such/name", "is not a name that can be published")]
    [InlineData("xml/spa002584000001.xml", "is Reconciler's already")]
    [InlineData("xml", "is the folder of 2 published files")]
    public async Task Adopt_OfWhatIsNoForeignFile_IsExitCode2AndASentence(string name, string sentence)
    {
        await _host.ReconcileAsync();

        var program = await _host.RunAsync("adopt", name);

        Assert.Equal((2, ""), (program.ExitCode, program.Output));
        Assert.Contains(sentence, program.Errors, StringComparison.Ordinal);
        Assert.Contains(name, Assert.Single(program.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains(">Anna<", _host.Profile(Anna), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Suspended_IsExitCode0AndAppliesNothingUntilResumed()
    {
        await _host.ReconcileAsync();
        await _host.RunAsync("suspend", "--reason", "PBX upgrade");
        _host.Relabel("Anna B.");

        var suspended = await _host.ReconcileAsync();
        var status = await _host.RunAsync("status");

        Assert.Equal(0, suspended.ExitCode);
        Assert.Equal("Suspended: PBX upgrade\n", suspended.Output);
        Assert.Contains(">Anna<", _host.Profile(Anna), StringComparison.Ordinal);
        Assert.Contains("suspended  PBX upgrade", status.Output, StringComparison.Ordinal);

        await _host.RunAsync("resume");
        Assert.Equal(0, (await _host.ReconcileAsync()).ExitCode);
        Assert.Contains(">Anna B.<", _host.Profile(Anna), StringComparison.Ordinal);
    }
}
