using Microsoft.Extensions.Time.Testing;
using Reconciler.Agent.Jobs;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Status;
using Reconciler.Testing;

namespace Reconciler.Agent.Tests.Jobs;

public sealed class OutcomeLogTests
{
    private static readonly CommitId Commit = CommitId.TryParse(new string('1', 40), out var id) ? id : throw new InvalidOperationException("no commit id");
    private static readonly Diagnostic Error = Codes.UnknownKey.At(new SpecLocation("phones/anna.yaml", 3, 5), "There is no key \"lables\".", "Write labels.");
    private static readonly Diagnostic Other = Codes.UnknownKey.At(new SpecLocation("phones/ben.yaml", 1, 1), "There is no key \"kyes\".", "Write keys.");

    private readonly FakeTimeProvider _time = new();
    private readonly CollectingLogger<OutcomeLog> _lines = new();
    private readonly OutcomeLog _sut;

    public OutcomeLogTests() => _sut = new OutcomeLog(_time, _lines);

    [Fact]
    public void RefusedCommit_IsReportedOnce_AndEachFindingOnce()
    {
        _sut.Write(Refused(), isPoll: true);

        Assert.Equal([$"(3) Commit 1111111111 is refused: {Error} (and 1 more)", Other.ToString()], Written());
    }

    [Fact]
    public void RefusedCommit_PolledEachMinute_IsReportedOnceAnHour()
    {
        for (var minute = 0; minute < 150; minute++)
        {
            _sut.Write(Refused(), isPoll: true);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(3, Written().Count(line => line.StartsWith("(3)", StringComparison.Ordinal)));
        Assert.Equal(147, Still());
    }

    [Fact]
    public void Trouble_OfTwoKinds_IsReportedOnceEach()
    {
        for (var poll = 0; poll < 5; poll++)
        {
            _sut.Write(Refused(), isPoll: true);
            _sut.WriteFailure(ExitCode.PublishFailed, "The disk is full.");
            _sut.Write(RunOutcome.Suspended("holidays"), isPoll: true);
        }

        Assert.Equal(4, Written().Count());
    }

    [Fact]
    public void Trouble_ThatIsOver_IsReportedSo_AndReportedAnewWhenItComesBack()
    {
        _sut.Write(Refused(), isPoll: true);
        _sut.Write(RunOutcome.NoChange(Commit), isPoll: true);
        _sut.Write(RunOutcome.NoChange(Commit), isPoll: true);
        _sut.Write(Refused(), isPoll: true);

        Assert.Equal(2, Written().Count(line => line.StartsWith("(3)", StringComparison.Ordinal)));
        Assert.Single(Written(), "What stood in the way before is over");
    }

    [Fact]
    public void RunThatLooksForNoCommit_SaysNothingOfTroubleBeingOver()
    {
        _sut.Write(Refused(), isPoll: true);
        _sut.Write(RunOutcome.NoChange(Commit), isPoll: false);
        _sut.Write(Refused(), isPoll: true);

        Assert.Equal(2, Written().Count());
    }

    [Fact]
    public void Publishing_IsReportedEachTime_WithItsWarnings()
    {
        var applied = RunOutcome.Applied(Commit, "Published 1111111111.") with { Diagnostics = [Other] };
        _sut.Write(applied, isPoll: true);
        _sut.Write(applied, isPoll: true);

        Assert.Equal(["Published 1111111111.", Other.ToString(), "Published 1111111111.", Other.ToString()], Written());
    }

    private static RunOutcome Refused() =>
        RunOutcome.Rejected(ExitCode.Invalid, Commit, $"Commit {Commit.Abbreviated} is refused: {Error} (and 1 more)", [Error, Other]);

    private IEnumerable<string> Written() => _lines.Messages.Where(line => line != "Nothing to do" && !line.StartsWith("Still: ", StringComparison.Ordinal));

    private int Still() => _lines.Messages.Count(line => line.StartsWith("Still: ", StringComparison.Ordinal));
}
