using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Host.Convergence;
using Reconciler.Host.Publishing;
using Reconciler.Testing.Sites;

namespace Reconciler.Reconciliation.Tests.Run;

/// <summary>What a run leaves for those who tell phones, whatever becomes of the run.</summary>
public sealed class PhoneHandOverTests : IDisposable
{
    private static readonly MacAddress Anna = new(0x002584000001);
    private static readonly MacAddress Ben = new(0x002584000002);

    private readonly Site _site = new() { HasPhones = true };

    public void Dispose() => _site.Dispose();

    [Fact]
    public async Task Push_OfOnePhone_ChangesThatTagAndKeepsWhatIsKnownOfTheOther()
    {
        await _site.RunAsync();
        var before = await NotifiedAsync();
        _site.Repository.Commit("Rename", ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna B.")));

        await _site.RunAsync();

        var after = _site.Phones.Load();
        Assert.Contains($"cfg/{after.Phones[Anna].Profile.Tag}<", _site.Profile("002584000001"), StringComparison.Ordinal);
        Assert.Equal(before.Phones[Anna].Profile.Tag, Assert.Single(after.Phones[Anna].Earlier).Tag);
        Assert.Null(after.Phones[Anna].NotifiedAt);
        Assert.Equal(0, after.Phones[Anna].Attempts);
        Assert.Equal(1, after.Phones[Ben].Attempts);
        Assert.Equal(before.Phones[Ben].Profile.Tag, after.Phones[Ben].Profile.Tag);
        Assert.Equal(_site.Repository.Head, after.Commit.ToString());
        var (status, reason) = Converged();
        Assert.Equal("False", status);
        Assert.Equal("Pending", reason);
    }

    [Fact]
    public async Task Book_Lost_IsWrittenAgainByARunWithNothingNew()
    {
        await _site.RunAsync();
        var before = _site.Phones.Load();
        Directory.Delete(Path.Combine(_site.State, "phones"), recursive: true);

        await _site.RunAsync();

        Assert.Equal(before.Phones.Values.Select(p => p.Profile.Tag), _site.Phones.Load().Phones.Values.Select(p => p.Profile.Tag));
    }

    [Fact]
    public async Task Run_KilledAfterTheSwitchAndBeforeTheHandOver_IsMadeGoodByTheNext()
    {
        await _site.RunAsync();
        var book = await File.ReadAllBytesAsync(BookPath, TestContext.Current.CancellationToken);
        _site.Repository.Commit("Rename", ("phones/anna.yaml", SmallOffice.Phone("00:25:84:00:00:01", 151, "Anna B.")));
        await _site.RunAsync();
        var wanted = _site.Phones.Load().Phones[Anna].Profile.Tag;
        await File.WriteAllBytesAsync(BookPath, book, TestContext.Current.CancellationToken);
        new RunRecord(_site.Repository.Head, RunStep.SwitchedServed, []).Write(_site.Storage);

        await _site.RunAsync();

        Assert.Equal(wanted, _site.Phones.Load().Phones[Anna].Profile.Tag);
    }

    [Fact]
    public async Task Phone_Removed_IsFollowedNoMore()
    {
        await _site.RunAsync();
        _site.Repository.Commit("Go", ("phones/ben.yaml", "# gone\n"));

        await _site.RunAsync();

        Assert.Equal([Anna], _site.Phones.Load().Phones.Keys);
        Assert.Contains("152", _site.Phones.Load().Others);
    }

    [Fact]
    public async Task StatusCommit_FollowsTheFirstProofOfACommitAndNoComingAndGoing()
    {
        await _site.RunAsync();
        var commits = StatusCommits();
        await SayAsync(ConditionStatus.True, "Converged", proved: true);
        await _site.RunAsync();
        var proved = StatusCommits();
        await SayAsync(ConditionStatus.False, "Unreachable", proved: true);
        await _site.RunAsync();
        await SayAsync(ConditionStatus.True, "Converged", proved: true);
        await _site.RunAsync();

        Assert.Equal(commits + 1, proved);
        Assert.Equal(commits + 1, StatusCommits());
    }

    private string BookPath => Path.Combine(_site.State, "phones", "phones.json");

    private int StatusCommits() => _site.Repository.Log("status/office").Count;

    private Task<PhoneBook> NotifiedAsync() => _site.Phones.UpdateAsync(
        b => b.With(b.Phones.Values.Select(p => p with { NotifiedAt = _site.Time.GetUtcNow(), Attempts = 1 })), TestContext.Current.CancellationToken);

    private Task SayAsync(ConditionStatus status, string reason, bool proved) => _site.Phones.SaveSummaryAsync(
        last => last! with
        {
            Converged = new Condition(ConditionType.Converged, status, reason, "", _site.Time.GetUtcNow()),
            Proved = proved ? _site.Phones.Load().Commit : null,
        },
        TestContext.Current.CancellationToken);

    private (string Status, string Reason) Converged()
    {
        var condition = _site.Remembered.Conditions.Single(c => c.Type == ConditionType.Converged);
        return (condition.Status.ToString(), condition.Reason);
    }
}
