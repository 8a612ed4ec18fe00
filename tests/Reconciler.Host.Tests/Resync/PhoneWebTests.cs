using Reconciler.Core.Phones.Families;
using Microsoft.Extensions.Time.Testing;
using Reconciler.Core.Phones;
using Reconciler.Core.Secrets;
using Reconciler.Host.Convergence;
using Reconciler.Host.Resync;
using Reconciler.Host.Secrets;
using Reconciler.Testing.Phones;

namespace Reconciler.Host.Tests.Resync;

/// <summary>What a phone's web server may answer: each is one sentence, and none of it is followed, read to its end or waited for.</summary>
public sealed class PhoneWebTests
{
    private const string Password = "the-administrators-password";

    private readonly FakeTimeProvider _time = new(Seen.Now);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", null)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\nabc", null)]
    [InlineData("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", "answers 404")]
    [InlineData("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", "answers 503")]
    [InlineData("HTTP/1.1 302 Elsewhere\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", "answers 302")]
    [InlineData("\u0001\u0002 neither this nor that\r\n\r\n", "cannot be asked")]
    [InlineData("SIP/2.0 200 OK\r\n\r\n", "cannot be asked")]
    [InlineData("HTTP/1.1 200", "cannot be asked")]
    [InlineData("", "cannot be asked")]
    public async Task Answer_OfAnyKind_IsOneSentenceOrNone(string answer, string? problem)
    {
        await using var web = new ScriptedWeb(answer);

        var said = await NotifyAsync(web, null);

        Assert.Equal(problem is null, said is null);
        Assert.Contains(problem ?? "", said ?? "", StringComparison.Ordinal);

        // Of a connection that is closed without a word the HTTP client cannot tell whether it was too old, and tries three times more.
        Assert.InRange(web.Requests.Count, 1, answer.Length == 0 ? 4 : 1);
    }

    [Fact]
    public async Task Answer_OfEndlessHeaders_IsNotReadToItsEnd()
    {
        await using var web = new ScriptedWeb("HTTP/1.1 200 OK\r\nX-Long: " + new string('a', 1_000_000) + "\r\n\r\n");

        Assert.Contains("cannot be asked", await NotifyAsync(web, null), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_ThatNeverComes_IsGivenUpAfterAWhile()
    {
        await using var web = new ScriptedWeb(null);

        var notifying = NotifyAsync(web, null);
        await web.Asked;
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Contains("does not answer within 5 s", await notifying, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Digest realm=\"spa admin\", nonce=\"0123456789abcdef\", algorithm=MD5, qop=\"auth\"", 2)]
    [InlineData("Digest nonsense, ,=,\"", 2)]
    [InlineData("Basic realm=\"spa admin\"", 1)]
    public async Task Refusal_ForEver_IsNotAskedAgainAndAgain_NorGivenThePasswordInClear(string challenge, int mostRequests)
    {
        await using var web = new ScriptedWeb($"HTTP/1.1 401 No\r\nWWW-Authenticate: {challenge}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");

        var said = await NotifyAsync(web, new AdminPassword(SecretKind.Secret, "profile/base", SecretOrigin.Env, 0, "ADMIN"));

        Assert.Contains("refuses the administrator's password", said, StringComparison.Ordinal);
        Assert.InRange(web.Requests.Count, 1, mostRequests);
        Assert.DoesNotContain(Password, said + string.Concat(web.Requests), StringComparison.Ordinal);
        Assert.DoesNotContain("Basic", string.Concat(web.Requests), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTTP/1.1 302 Elsewhere\r\nLocation: http://127.0.0.1:{0}/admin/resync\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 307 Elsewhere\r\nLocation: //127.0.0.1:{0}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 401 No\r\nLocation: http://127.0.0.1:{0}/\r\nWWW-Authenticate: Digest realm=\"spa\", nonce=\"1\", qop=\"auth\", domain=\"http://127.0.0.1:{0}/\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 305 By a proxy\r\nLocation: http://127.0.0.1:{0}/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nRefresh: 0; url=http://127.0.0.1:{0}/\r\nAlt-Svc: h2=\"127.0.0.1:{0}\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")]
    public async Task Answer_ThatPointsElsewhere_SendsNothingThere(string answer)
    {
        await using var other = new ScriptedWeb("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        await using var web = new ScriptedWeb(answer.Replace("{0}", other.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));

        await NotifyAsync(web, new AdminPassword(SecretKind.Secret, "profile/base", SecretOrigin.Env, 0, "ADMIN"));

        Assert.NotEmpty(web.Requests);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Address_OfNoPhone_IsNotAskedAtAll()
    {
        await using var web = new ScriptedWeb("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");

        var said = await NotifyAsync(web, null, PhoneNetworks.Private);

        Assert.Contains("is not asked by http", said, StringComparison.Ordinal);
        Assert.Empty(web.Requests);
    }

    private Task<string?> NotifyAsync(ScriptedWeb web, AdminPassword? admin, PhoneNetworks? networks = null)
    {
        var phone = Seen.Phone(1, 1) with { Profile = Seen.Profile(1, 1) with { WebPort = web.Port, Admin = admin } };
        var book = Seen.Book(phone);
        var order = new ResyncOrder { Verdict = Seen.Judge(book, Seen.Inventory(Seen.Contact(1, 1, address: "127.0.0.1"))).Phones[0], Extension = null };
        return new PhoneWeb(_ => new HostSecretSource(Key, "hq", _ => Password, null), networks ?? PhoneNetworks.Anywhere, _time).NotifyAsync(book, order, PhoneCommand.Resync, Token);
    }

    private static MasterKey Key => new([.. Enumerable.Repeat((byte)7, 48)]);
}
