using System.Globalization;
using Reconciler.Host.Storage;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Status;

public sealed class RunJournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Site _site = new();

    public void Dispose()
    {
        _site.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Journal_KeepsTheLastHundred_NewestFirst()
    {
        var journal = new RunJournal(new StateDirectory(_folder.FullPath));
        for (var i = 1; i <= 103; i++)
        {
            // The clock is set back now and then.
            journal.Add(Run($"run {i}", DateTimeOffset.UnixEpoch.AddHours(-i)));
        }

        _folder.Write("runs/000000000077.json", "{ half a li");
        var runs = journal.Load();

        Assert.Equal(99, runs.Count);
        Assert.Equal("run 103", runs[0].Message);
        Assert.Equal("run 4", runs[^1].Message);
        Assert.Equal(100, Directory.GetFiles(_folder.PathOf("runs")).Length);
    }

    [Fact]
    public async Task Run_IsKeptWithWhatItChanged_AndTheStateWithoutIt()
    {
        await _site.RunAsync();
        _site.Repository.Commit("Relabel", ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna B.")));
        await _site.RunAsync();

        var runs = new RunJournal(_site.Storage).Load();

        Assert.Equal(2, runs.Count);
        Assert.Contains(runs[0].Changes!, line => line.StartsWith("phone 00:25:84:00:00:01", StringComparison.Ordinal) && line.Contains("becomes \"Anna B.\" in place of \"Anna\"", StringComparison.Ordinal));
        Assert.Contains("phone 00:25:84:00:00:02 (SPA504G) added", runs[1].Changes!);
        Assert.All(_site.Remembered.History, run => Assert.Null(run.Changes));
    }

    [Fact]
    public async Task Run_WithNothingToDo_RemovesWhatAKilledOneLeftInTheJournal()
    {
        await _site.RunAsync();
        var left = Path.Combine(_site.State, "runs", ".tmp-0123456789abcdef");
        await File.WriteAllTextAsync(left, "{ half", TestContext.Current.CancellationToken);

        await _site.RunAsync();

        Assert.False(File.Exists(left));
    }

    [Fact]
    public async Task Run_GoesOn_WhereTheJournalCannotBeWritten()
    {
        var log = new CollectingLogger<RunJournalTests>();
        _site.Logger = log;
        await File.WriteAllTextAsync(Path.Combine(_site.State, "runs"), "in the way", TestContext.Current.CancellationToken);

        var outcome = await _site.RunAsync();

        Assert.Equal(RunResult.Applied, outcome.Result);
        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        Assert.Contains(log.Messages, line => line.Contains(string.Create(CultureInfo.InvariantCulture, $"The runs in {Path.Combine(_site.State, "runs")} cannot be written"), StringComparison.Ordinal));
    }

    private static RunSummary Run(string message, DateTimeOffset time) => new() { Time = time, Commit = null, ExitCode = ExitCode.Done, Result = "Applied", Message = message };
}
