using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Host.Convergence;
using Reconciler.Host.Inventory;
using Reconciler.Testing.Phones;

namespace Reconciler.Host.Tests.Convergence;

/// <summary>What is said of a phone that Asterisk does not let in, and how little strangers can make be said.</summary>
public sealed class RejectedLoginsTests
{
    private readonly FakeTimeProvider _time = new(Seen.Now);
    private readonly RejectedLogins _logins;

    public RejectedLoginsTests()
    {
        _logins = new RejectedLogins(_time);
        _logins.NoteHeard(true);
    }

    [Fact]
    public void Phone_WhosePasswordIsRejected_SaysSo_AndSinceWhen_UntilItIsLetIn()
    {
        var book = Seen.Book(Seen.Phone(1));
        Assert.True(_logins.Note(Login("151", LoginVerdict.PasswordRejected)));
        _time.Advance(TimeSpan.FromMinutes(3));
        Assert.False(_logins.Note(Login("151", LoginVerdict.PasswordRejected)));
        book = _logins.WriteInto(book);

        var why = Seen.Judge(book, Seen.Inventory(), TimeSpan.FromMinutes(3)).Phones[0].Why;
        Assert.True(_logins.Note(Login("151", LoginVerdict.Accepted)));
        book = _logins.WriteInto(book);

        Assert.Equal("Asterisk rejects its password (since 2026-03-01 08:00:00 UTC, from 192.0.2.1)", why);
        Assert.Empty(Seen.Judge(book, Seen.Inventory(Seen.Contact(1, 1))).Phones[0].Why);
    }

    [Fact]
    public void Phone_ThatIsStillRegistered_SaysSo_OnlyWhereItIsItsOwnAddress()
    {
        _logins.Note(Login("151", LoginVerdict.PasswordRejected));
        _logins.Note(Login("152", LoginVerdict.PasswordRejected, "203.0.113.66"));
        var book = _logins.WriteInto(Seen.Book(Seen.Phone(1), Seen.Phone(2)));

        var phones = Seen.Judge(book, Seen.Inventory(Seen.Contact(1, 1), Seen.Contact(2, 1))).Phones;

        Assert.StartsWith("Asterisk rejects its password", phones[0].Why, StringComparison.Ordinal);
        Assert.Empty(phones[1].Why);
    }

    [Fact]
    public void Extension_ThatAsteriskDoesNotKnow_SaysSo()
    {
        _logins.Note(Login("151", LoginVerdict.AccountUnknown));

        var why = Seen.Judge(_logins.WriteInto(Seen.Book(Seen.Phone(1))), Seen.Inventory()).Phones[0].Why;

        Assert.StartsWith("Asterisk does not know its extension", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Strangers_WhoTryEveryName_LeaveNothingInTheBook()
    {
        for (var i = 0; i < 50_000; i++)
        {
            _logins.Note(Login(string.Create(CultureInfo.InvariantCulture, $"x{i}"), LoginVerdict.AccountUnknown));
        }

        Assert.Empty(_logins.WriteInto(Seen.Book(Seen.Phone(1))).Rejected);
        Assert.True(_logins.Note(Login("151", LoginVerdict.PasswordRejected)));
    }

    [Fact]
    public void Rejection_OfAnEarlierLife_HoldsUntilThePhoneIsLetIn_OrTriesNoMore()
    {
        _logins.Note(Login("151", LoginVerdict.PasswordRejected));
        var book = _logins.WriteInto(Seen.Book(Seen.Phone(1)));
        var next = new RejectedLogins(_time);
        next.NoteHeard(true);

        Assert.NotEmpty(next.WriteInto(book).Rejected);
        next.Note(Login("151", LoginVerdict.Accepted));
        Assert.Empty(next.WriteInto(book).Rejected);
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Empty(_logins.WriteInto(book).Rejected);
    }

    [Fact]
    public void WithoutTheRight_NothingIsSaidOfPasswords_ButThatNobodyHears()
    {
        var deaf = new RejectedLogins(_time);
        deaf.NoteHeard(false);
        var book = deaf.WriteInto(Seen.Book(Seen.Phone(1)));

        var report = Seen.Judge(book, Seen.Inventory());

        Assert.Equal("it has not registered yet", report.Phones[0].Why);
        Assert.Contains("add \"security\"", Assert.Single(report.Notices), StringComparison.Ordinal);
        Assert.Empty(Seen.Judge(book, Seen.Inventory(Seen.Contact(1, 1))).Notices);
    }

    private static PbxLogin Login(string account, LoginVerdict verdict, string address = "192.0.2.1") => new(account, address, verdict);
}
