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
    public void RefusedCommit_IsToldOnce_AndEachFindingOnce()
    {
        _sut.Tell(Refused(), isPoll: true);

        Assert.Equal([$"(3) Commit 1111111111 is refused: {Error} (and 1 more)", Other.ToString()], Told());
    }

    [Fact]
    public void RefusedCommit_PolledEachMinute_IsToldOnceAnHour()
    {
        for (var minute = 0; minute < 150; minute++)
        {
            _sut.Tell(Refused(), isPoll: true);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(3, Told().Count(line => line.StartsWith("(3)", StringComparison.Ordinal)));
        Assert.Equal(147, Still());
    }

    [Fact]
    public void Trouble_OfTwoKinds_IsToldOnceEach()
    {
        for (var poll = 0; poll < 5; poll++)
        {
            _sut.Tell(Refused(), isPoll: true);
            _sut.TellFailure(ExitCode.PublishFailed, "The disk is full.");
            _sut.Tell(RunOutcome.Suspended("holidays"), isPoll: true);
        }

        Assert.Equal(4, Told().Count());
    }

    [Fact]
    public void Trouble_ThatIsOver_IsToldSo_AndToldAnewWhenItComesBack()
    {
        _sut.Tell(Refused(), isPoll: true);
        _sut.Tell(RunOutcome.NoChange(Commit), isPoll: true);
        _sut.Tell(RunOutcome.NoChange(Commit), isPoll: true);
        _sut.Tell(Refused(), isPoll: true);

        Assert.Equal(2, Told().Count(line => line.StartsWith("(3)", StringComparison.Ordinal)));
        Assert.Single(Told(), "What stood in the way before is over");
    }

    [Fact]
    public void RunThatLooksForNoCommit_SaysNothingOfTroubleBeingOver()
    {
        _sut.Tell(Refused(), isPoll: true);
        _sut.Tell(RunOutcome.NoChange(Commit), isPoll: false);
        _sut.Tell(Refused(), isPoll: true);

        Assert.Equal(2, Told().Count());
    }

    [Fact]
    public void Publishing_IsToldEachTime_WithItsWarnings()
    {
        var applied = RunOutcome.Applied(Commit, "Published 1111111111.") with { Diagnostics = [Other] };
        _sut.Tell(applied, isPoll: true);
        _sut.Tell(applied, isPoll: true);

        Assert.Equal(["Published 1111111111.", Other.ToString(), "Published 1111111111.", Other.ToString()], Told());
    }

    private static RunOutcome Refused() =>
        RunOutcome.Rejected(ExitCode.Invalid, Commit, $"Commit {Commit.Abbreviated} is refused: {Error} (and 1 more)", [Error, Other]);

    private IEnumerable<string> Told() => _lines.Messages.Where(line => line != "Nothing to do" && !line.StartsWith("Still: ", StringComparison.Ordinal));

    private int Still() => _lines.Messages.Count(line => line.StartsWith("Still: ", StringComparison.Ordinal));
}
