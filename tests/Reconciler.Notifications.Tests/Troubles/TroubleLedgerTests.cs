using Reconciler.Notifications.Troubles;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Notifications.Tests.Troubles;

public sealed class TroubleLedgerTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly SiteTrouble Unfetched = new("Ready/Unreachable", "Not ready: Unreachable", "https://ada:s3cret@git.example.com does not answer.", Start);

    private readonly List<NoticeKind> _kinds = [];
    private TroubleLedger _ledger = new(new TroubleRecord { Seen = Start }, TimeSpan.FromHours(24), new Uri("https://phones.example.com/"));
    private DateTimeOffset _now = Start;

    [Fact]
    public void TwoHoursOfFailure_AreOneMessage_AndOneEnd()
    {
        Pass(TimeSpan.FromHours(2), Unfetched);
        Pass(TimeSpan.FromHours(2));

        Assert.Equal([NoticeKind.Begun, NoticeKind.Over], _kinds);
    }

    [Fact]
    public void Trouble_ThatComesAndGoes_IsOneTrouble()
    {
        for (var i = 0; i < 60; i++)
        {
            Pass(TimeSpan.FromMinutes(1), Unfetched);
            Pass(TimeSpan.FromMinutes(1));
        }

        Assert.Equal([NoticeKind.Begun], _kinds);
        Pass(TimeSpan.FromMinutes(10));
        Assert.Equal([NoticeKind.Begun, NoticeKind.Over], _kinds);
    }

    [Fact]
    public void Trouble_ThatStands_IsToldAgainEachDay()
    {
        Pass(TimeSpan.FromHours(49), Unfetched);

        Assert.Equal([NoticeKind.Begun, NoticeKind.Reminder, NoticeKind.Reminder], _kinds);
    }

    [Fact]
    public void OtherWords_OfTheSameCause_AreNoNews()
    {
        Pass(TimeSpan.FromMinutes(5), Unfetched);
        Pass(TimeSpan.FromMinutes(5), Unfetched with { Text = "It timed out after 31 s." });

        Assert.Equal([NoticeKind.Begun], _kinds);
    }

    [Fact]
    public void Restart_TellsNothingAgain()
    {
        Pass(TimeSpan.FromMinutes(5), Unfetched);
        _ledger = new TroubleLedger(_ledger.Record, TimeSpan.FromHours(24), null);

        Pass(TimeSpan.FromMinutes(5), Unfetched);

        Assert.Equal([NoticeKind.Begun], _kinds);
    }

    [Fact]
    public void Drift_ThatWasHealed_IsToldOnce()
    {
        RunSummary[] history = [new() { Time = Start.AddMinutes(1), Commit = null, ExitCode = ExitCode.Done, Result = "Drifted", Message = "Somebody changed extensions.conf; it was put back." }];

        var first = _ledger.Judge("office", [], history, Start.AddMinutes(2));
        var second = _ledger.Judge("office", [], history, Start.AddMinutes(3));

        Assert.Equal(NoticeKind.Event, Assert.Single(first).Kind);
        Assert.Empty(second);
    }

    [Fact]
    public void Message_HoldsNoPassword_AndLeadsToThePage()
    {
        var notice = Assert.Single(_ledger.Judge("office", [Unfetched], [], Start));

        Assert.Equal("[office] Not ready: Unreachable", notice.Title);
        Assert.DoesNotContain("s3cret", notice.Body, StringComparison.Ordinal);
        Assert.EndsWith("https://phones.example.com/", notice.Body, StringComparison.Ordinal);
    }

    /// <summary>Judged twice a minute, as runs and looks at the phones have it.</summary>
    private void Pass(TimeSpan time, params SiteTrouble[] troubles)
    {
        for (var end = _now + time; _now < end; _now += TimeSpan.FromSeconds(30))
        {
            _kinds.AddRange(_ledger.Judge("office", troubles, [], _now).Select(n => n.Kind));
        }
    }
}
