using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Core.Phones;
using Reconciler.Core.Secrets;
using Reconciler.Host.Convergence;
using Reconciler.Host.Following;
using Reconciler.Host.Pbx;
using Reconciler.Host.Resync;
using Reconciler.Host.Storage;
using Reconciler.Host.Tests.Resync;
using Reconciler.Testing;
using Reconciler.Testing.Phones;

namespace Reconciler.Host.Tests.Convergence;

/// <summary>The follower on a real state directory, by a clock that tests move and an Asterisk that they write. Each look may be that of a new process.</summary>
public sealed class PhoneFollowerTests : IDisposable
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(5);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Seen.Now) { AutoAdvanceAmount = TimeSpan.Zero };
    private readonly ScriptedLine _line;
    private readonly Lines _log = new();

    public PhoneFollowerTests() => _line = new ScriptedLine(_time);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PhoneBookStore Store => new(new StateDirectory(_folder.FullPath), TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Look_OnePhoneLags_NotifiesThatOneAndNoOther()
    {
        await PublishAsync(Seen.Phone(1, 2), Seen.Phone(2, 2), Seen.Phone(3, 2));
        _line.Contacts.AddRange([Seen.Contact(1, 2), Seen.Contact(2, 1)]);

        var result = await CreateSut().FollowAsync(Budget, Token);

        Assert.Equal("152", Assert.Single(_line.Notified).Extension);
        Assert.Equal("resync", _line.Notified[0].Event);
        Assert.Equal(1, Store.Load().Phones[Seen.Mac(2)].Attempts);
        Assert.Equal(Seen.Now, Store.Load().Phones[Seen.Mac(2)].NotifiedAt);
        Assert.Equal(TimeSpan.FromMilliseconds(500), result.NextIn);
        AssertCounts(total: 3, converged: 1, pending: 1, unreachable: 1);
    }

    [Fact]
    public async Task Look_WithoutABudget_NotifiesNobody()
    {
        await PublishAsync(Seen.Phone(1, 2));
        _line.Contacts.Add(Seen.Contact(1, 1));

        await CreateSut().FollowAsync(TimeSpan.Zero, Token);

        Assert.Empty(_line.Notified);
    }

    [Fact]
    public async Task Notifying_WithoutAnEffect_IsRepeatedAfterEverLongerPauses()
    {
        await PublishAsync(Seen.Phone(1, 2));
        _line.Contacts.Add(Seen.Contact(1, 1));
        while (_time.GetUtcNow() < Seen.Now.AddHours(2))
        {
            var result = await CreateSut().FollowAsync(TimeSpan.FromSeconds(2), Token);
            _time.Advance(result.NextIn);
        }

        Assert.Equal([0, 30, 90, 210, 450, 930, 1890, 3690, 5490], _line.Notified.Select(n => (int)(n.At - Seen.Now).TotalSeconds));
    }

    [Theory]
    [InlineData(2000, 10)]
    [InlineData(60, 0.5)]
    public async Task Notifying_ManyChangedPhones_NeverExceedsTheRate(int phones, double perSecond)
    {
        await PublishAsync([.. Enumerable.Range(1, phones).Select(n => Seen.Phone(n, 2))]);
        _line.Contacts.AddRange(Enumerable.Range(1, phones).Select(n => Seen.Contact(n, 1)));

        // A new process now and then: nothing of the pace is lost with the old one.
        while (_line.Notified.DistinctBy(n => n.Extension).Count() < phones && _time.GetUtcNow() < Seen.Now.AddHours(3))
        {
            await RunAsync(CreateSut(perSecond), looks: 3);
        }

        Assert.Equal(phones, _line.Notified.DistinctBy(n => n.Extension).Count());
        var window = TimeSpan.FromSeconds(10);
        var most = _line.Notified.Select((n, i) => _line.Notified.Skip(i).TakeWhile(m => m.At - n.At < window).Count()).Max();
        Assert.InRange(most, 1, (int)(perSecond * 10) + 1);
    }

    [Fact]
    public async Task Killed_AfterTheProfilesWereHandedOver_TheNextProcessNotifiesTheRest()
    {
        await PublishAsync(Seen.Phone(1, 2), Seen.Phone(2, 2));
        _line.Contacts.AddRange([Seen.Contact(1, 1), Seen.Contact(2, 1)]);
        await CreateSut(perSecond: 1).FollowAsync(TimeSpan.FromMilliseconds(1), Token);
        _line.Contacts[0] = Seen.Contact(1, 2);
        _time.Advance(TimeSpan.FromSeconds(5));

        await CreateSut(perSecond: 1).FollowAsync(TimeSpan.FromMilliseconds(1), Token);

        Assert.Equal(["151", "152"], _line.Notified.Select(n => n.Extension));
    }

    [Fact]
    public async Task Asterisk_Unreachable_KeepsTheLastWholeLookAndIsReportedOnce()
    {
        await PublishAsync(Seen.Phone(1, 2));
        _line.Contacts.Add(Seen.Contact(1, 2));
        await CreateSut().FollowAsync(Budget, Token);
        _line.Fault = new PbxUnavailableException(PbxUnavailableReason.Unreachable, "The list broke off.");

        await CreateSut().FollowAsync(Budget, Token);
        await CreateSut().FollowAsync(Budget, Token);

        AssertCounts(total: 1, converged: 1, pending: 0, unreachable: 0);
        Assert.Equal("Unknown", Store.LoadSummary()!.Converged.Status.ToString());
        Assert.Equal("Unreachable", Store.LoadSummary()!.Converged.Reason);
        Assert.Single(_log.Warnings, w => w.Contains("The list broke off.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Oddity_ThatLasts_IsReportedOnceAndAgainWhenItComesBack()
    {
        await PublishAsync(Seen.Phone(1));
        _line.Contacts.AddRange([Seen.Contact(1, 1), Seen.Contact(9, 1, "999")]);
        await CreateSut().FollowAsync(Budget, Token);
        await CreateSut().FollowAsync(Budget, Token);
        Assert.Single(_log.Warnings);

        _line.Contacts.RemoveAt(1);
        await CreateSut().FollowAsync(Budget, Token);
        _line.Contacts.Add(Seen.Contact(9, 1, "999"));
        await CreateSut().FollowAsync(Budget, Token);

        Assert.Equal(2, _log.Warnings.Count);
        Assert.Equal("999", Assert.Single(Store.LoadSummary()!.Unmanaged).Extension);
    }

    [Fact]
    public async Task TwoDevices_ThatTakeTurnsAtOneExtension_AreReportedOnceUntilTheyStop()
    {
        await PublishAsync(Seen.Phone(1));
        for (var turn = 0; turn < 10; turn++)
        {
            _line.Contacts.Clear();
            _line.Contacts.Add(Seen.Contact(1, 1, address: turn % 2 == 0 ? "192.0.2.1" : "192.0.2.2"));
            for (var look = 0; look < 5; look++)
            {
                await CreateSut().FollowAsync(Budget, Token);
                _time.Advance(TimeSpan.FromMinutes(1));
            }
        }

        Assert.Contains("in turn from two addresses", Assert.Single(_log.Warnings), StringComparison.Ordinal);
        _time.Advance(TimeSpan.FromMinutes(20));
        await CreateSut().FollowAsync(Budget, Token);
        Assert.Empty(Store.Load().Noted);
        Assert.Empty(_line.Notified);
    }

    [Fact]
    public async Task WebServer_ThatAnswersGarbageEachTime_IsAskedEverLaterAndReportedOnce()
    {
        await using var web = new ScriptedWeb("\u0001\u0002 neither this nor that\r\n\r\n");
        await PublishAsync(Seen.Phone(1, 2) with { Earlier = [Seen.Profile(1, 1) with { WebPort = web.Port }], Profile = Seen.Profile(1, 2) with { WebPort = web.Port } });
        _line.Contacts.Add(Seen.Contact(1, 1, address: "127.0.0.1"));
        for (var look = 0; look < 4; look++)
        {
            await CreateSut(resync: ResyncMode.Http).FollowAsync(Budget, Token);
            _time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.InRange(web.Requests.Count, 3, 4);
        Assert.Contains("cannot be asked", Assert.Single(_log.Warnings), StringComparison.Ordinal);
        Assert.Equal(1, Store.LoadSummary()!.Counts.Stale);
    }

    [Fact]
    public async Task Refusal_OfAsterisk_StandsBesideThePhoneAndIsReportedOnce()
    {
        await PublishAsync(Seen.Phone(1, 2));
        _line.Contacts.Add(Seen.Contact(1, 1));
        _line.Refusals["151"] = "Could not create address";
        await CreateSut().FollowAsync(Budget, Token);
        _time.Advance(TimeSpan.FromMinutes(1));
        await CreateSut().FollowAsync(Budget, Token);

        Assert.Equal(2, _line.Notified.Count);
        Assert.Contains("Could not create address", Store.Load().Phones[Seen.Mac(1)].Problem, StringComparison.Ordinal);
        Assert.Single(_log.Warnings);
    }

    [Fact]
    public async Task SharedExtension_BothPhonesLag_GetsOneNotify()
    {
        await PublishAsync(Seen.Phone(1, 2, "151"), Seen.Phone(2, 2, "151"));
        _line.Contacts.AddRange([Seen.Contact(1, 1, "151"), Seen.Contact(2, 1, "151")]);

        await CreateSut().FollowAsync(Budget, Token);

        Assert.Single(_line.Notified);
        Assert.All(Store.Load().Phones.Values, p => Assert.Equal(1, p.Attempts));
    }

    private Task<PhoneBook> PublishAsync(params FollowedPhone[] phones) => Store.UpdateAsync(_ => Seen.Book(phones), Token);

    private PhoneFollower CreateSut(double perSecond = 10, ResyncMode resync = ResyncMode.Notify)
    {
        var web = new PhoneWeb(_ => new MaskedSecretSource(), PhoneNetworks.Anywhere, _time);
        var options = new FollowOptions { Resync = resync, PerSecond = perSecond, Refresh = TimeSpan.FromSeconds(60), StaleAfter = null, Networks = PhoneNetworks.Anywhere };
        return new PhoneFollower(Store, _line, new PhoneNotifier(_line, web), options, new RejectedLogins(_time), _time, _log);
    }

    /// <summary>Looks as the agent does, the clock running on whenever the follower waits.</summary>
    private async Task RunAsync(PhoneFollower sut, int looks)
    {
        for (var look = 0; look < looks; look++)
        {
            var following = sut.FollowAsync(Budget, Token);
            while (!following.IsCompleted)
            {
                _time.Advance(TimeSpan.FromMilliseconds(50));
                await Task.Yield();
            }

            _time.Advance((await following).NextIn);
        }
    }

    private void AssertCounts(int total, int converged, int pending, int unreachable)
    {
        var counts = Store.LoadSummary()!.Counts;
        Assert.Equal(total, counts.Total);
        Assert.Equal(converged, counts.Converged);
        Assert.Equal(pending, counts.Pending);
        Assert.Equal(unreachable, counts.Unreachable);
    }

    private sealed class Lines : ILogger
    {
        public List<string> Warnings { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Warnings.Add(formatter(state, exception));
            }
        }
    }
}
