using Reconciler.Core.Diagnostics;
using Reconciler.Host.Convergence;
using Reconciler.Host.Inventory;
using Reconciler.Testing.Phones;

namespace Reconciler.Host.Tests.Convergence;

public sealed class ConvergenceJudgeTests
{
    private static readonly TimeSpan PastDeadline = TimeSpan.FromSeconds(600 + 61);

    [Fact]
    public void Phone_WithTheDesiredTag_HasConverged() => Assert.Equal(PhoneState.Converged, State(Seen.Contact(1, 2)));

    [Fact]
    public void Phone_WithAnotherTag_IsPendingThenStale()
    {
        Assert.Equal(PhoneState.Pending, State(Seen.Contact(1, 1)));
        Assert.Equal(PhoneState.Stale, Seen.Judge(Seen.Book(Seen.Phone(1, 2)), Seen.Inventory(Seen.Contact(1, 1)), PastDeadline).Phones[0].State);
    }

    [Fact]
    public void Phone_NotRegistered_IsUnreachable()
    {
        var report = Seen.Judge(Seen.Book(Seen.Phone(1)), Seen.Inventory(), PastDeadline);

        Assert.Equal(PhoneState.Unreachable, report.Phones[0].State);
        Assert.Equal("it has not registered yet", report.Phones[0].Why);
    }

    [Fact]
    public void Phone_ThatIsBackAfterTheDeadline_HasTheWholeTimeAgain()
    {
        var book = Seen.Book(Seen.Phone(1, 2));
        book = Seen.Judge(book, Seen.Inventory(), PastDeadline).Remember(book);

        var report = Seen.Judge(book, Seen.Inventory(Seen.Contact(1, 1)), PastDeadline * 2);
        book = report.Remember(book);
        var later = Seen.Judge(book, Seen.Inventory(Seen.Contact(1, 1)), PastDeadline * 3.1);

        Assert.Equal(PhoneState.Pending, report.Phones[0].State);
        Assert.Equal(PhoneState.Stale, later.Phones[0].State);
    }

    [Fact]
    public void Deadline_WherePhonesAreNotNotified_IsTheirOwnPeriod()
    {
        var report = Seen.Judge(Seen.Book(Seen.Phone(1, 2)), Seen.Inventory(Seen.Contact(1, 1)), PastDeadline, isNotified: false);

        Assert.Equal(PhoneState.Pending, report.Phones[0].State);
        Assert.Equal("it looks for its profile by itself, every 3600 s", report.Phones[0].Why);
    }

    [Fact]
    public void Phone_WithALineThatStillHasTheOldTag_HasNotConverged()
    {
        var book = Seen.Book(Seen.Phone(1, 2, "151", "152"));

        var report = Seen.Judge(book, Seen.Inventory(Seen.Contact(1, 2, "151"), Seen.Contact(1, 1, "152")));

        Assert.Equal(PhoneState.Pending, report.Phones[0].State);
    }

    [Fact]
    public void Phone_WithALineThatIsNotRegistered_RunsItsProfileAndIsNotWhole()
    {
        var report = Seen.Judge(Seen.Book(Seen.Phone(1, 2, "151", "152")), Seen.Inventory(Seen.Contact(1, 2, "151")));

        Assert.Equal(PhoneState.Converged, report.Phones[0].State);
        Assert.False(report.Phones[0].IsWhole);
        Assert.Equal("152 is not registered", report.Phones[0].Why);
    }

    [Fact]
    public void Phone_ThatMoved_IsJudgedByItsNewerRegistration()
    {
        var left = Seen.Contact(1, 1, address: "192.0.2.77") with { Expires = Seen.Now.AddSeconds(10) };

        Assert.Equal(PhoneState.Converged, State(left, Seen.Contact(1, 2)));
    }

    [Fact]
    public void TwoDevices_TakingTurnsAtOneExtension_AreSaid()
    {
        var book = Seen.Book(Seen.Phone(1));
        foreach (var address in (string[])["192.0.2.1", "192.0.2.2"])
        {
            book = Seen.Judge(book, Seen.Inventory(Seen.Contact(1, 1, address: address))).Remember(book);
        }

        var report = Seen.Judge(book, Seen.Inventory(Seen.Contact(1, 1, address: "192.0.2.1")));

        Assert.Contains("in turn from two addresses", Assert.Single(report.Oddities), StringComparison.Ordinal);
    }

    [Fact]
    public void Condition_NamesTheWorstAndKeepsItsTimeWhileTheAnswerStays()
    {
        var book = Seen.Book(Seen.Phone(1, 2), Seen.Phone(2));
        var first = Seen.Judge(book, Seen.Inventory(Seen.Contact(1, 1))).Condition(null);
        var later = Seen.Judge(book, Seen.Inventory(Seen.Contact(1, 1)), PastDeadline).Condition(first);
        var last = Seen.Judge(book, Seen.Inventory(Seen.Contact(1, 2), Seen.Contact(2, 1)), PastDeadline).Condition(later);

        Assert.Equal(ConditionStatus.False, first.Status);
        Assert.Equal("Pending", first.Reason);
        Assert.Equal(Seen.Now, first.Since);
        Assert.Equal(ConditionStatus.False, later.Status);
        Assert.Equal("Stale", later.Reason);
        Assert.Equal(Seen.Now, later.Since);
        Assert.Equal(ConditionStatus.True, last.Status);
        Assert.Equal(Seen.Now + PastDeadline, last.Since);
    }

    [Fact]
    public void Previous_OnceEveryPhoneHasTheNewPassword_IsAskedToBeDropped()
    {
        var book = Seen.Book(Seen.Phone(1, 2)) with { Challenges = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("151", "password-0") };

        Assert.Empty(Seen.Judge(book, Seen.Inventory(Seen.Contact(1, 1))).Notices);
        Assert.Contains("drop \"previous\"", Assert.Single(Seen.Judge(book, Seen.Inventory(Seen.Contact(1, 2))).Notices), StringComparison.Ordinal);
    }

    private static PhoneState State(params Contact[] contacts) => Seen.Judge(Seen.Book(Seen.Phone(1, 2)), Seen.Inventory(contacts)).Phones[0].State;
}
