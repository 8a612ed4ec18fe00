using System.Collections.Immutable;
using System.Net;
using Reconciler.Core.Phones;
using Reconciler.Host.Convergence;
using Reconciler.Host.Inventory;
using Reconciler.Host.Resync;
using Reconciler.Testing.Phones;

namespace Reconciler.Host.Tests.Resync;

public sealed class ResyncRouterTests
{
    [Fact]
    public void Route_PhoneWithALineOfItsOwnAndASharedOne_UsesItsOwn()
    {
        var book = Seen.Book(Seen.Phone(1, 2, "151", "152"), Seen.Phone(2, 2, "151"));

        Assert.Equal("152", Route(ResyncMode.Notify, book, 1, Seen.Contact(1, 1, "151"), Seen.Contact(1, 1, "152"))?.Extension);
    }

    [Fact]
    public void Route_RotationThatKeepsThePrevious_NotifiesWhoHasTheOldPasswordAndAsksTheOthersByHttp()
    {
        var old = Seen.Profile(1, 1) with { Lines = [new ProfileLine("151", "password-1")] };
        var fresh = Seen.Profile(1, 2) with { Lines = [new ProfileLine("151", "password-2")] };
        var newest = fresh with { Tag = Seen.Tag(1, 3) };
        var phone = Seen.Phone(1, 3) with { Profile = newest, Earlier = [fresh, old] };
        var book = Seen.Book(phone) with { Challenges = ImmutableSortedDictionary<string, string>.Empty.Add("151", "password-1") };

        Assert.Equal("151", Route(ResyncMode.Notify, book, 1, Seen.Contact(1, 1))?.Extension);
        var moved = Route(ResyncMode.Notify, book, 1, Seen.Contact(1, 2));
        Assert.NotNull(moved);
        Assert.Null(moved.Extension);
    }

    [Fact]
    public void Route_RotationAtOnce_DoesNotNotifyAPhoneThatWouldReject()
    {
        var phone = Seen.Phone(1, 2) with
        {
            Profile = Seen.Profile(1, 2) with { Lines = [new ProfileLine("151", "password-2")], WebPort = 0 },
            Earlier = [Seen.Profile(1, 1) with { WebPort = 0 }],
        };

        Assert.Null(Route(ResyncMode.Notify, Seen.Book(phone), 1, out var why, Seen.Contact(1, 1)));
        Assert.Contains("cannot answer its NOTIFY challenge", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Route_ProfileThatNobodyKnows_IsNotified() =>
        Assert.Equal("151", Route(ResyncMode.Notify, Seen.Book(Seen.Phone(1, 2)), 1, Seen.Contact(1, 77))?.Extension);

    [Theory]
    [InlineData(ResyncMode.Notify)]
    [InlineData(ResyncMode.Http)]
    public void Route_PhoneThatIsNotRegistered_IsNone(ResyncMode mode)
    {
        Assert.Null(Route(mode, Seen.Book(Seen.Phone(1, 2)), 1, out var why));
        Assert.Equal("it is not registered", why);
    }

    [Fact]
    public void Route_ResyncNone_IsNone()
    {
        Assert.Null(Route(ResyncMode.None, Seen.Book(Seen.Phone(1, 2)), 1, out var why, Seen.Contact(1, 1)));
        Assert.StartsWith("phones.resync is none", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Route_HttpWithTheWebServerOff_IsNone()
    {
        var phone = Seen.Phone(1) with { Profile = Seen.Profile(1, 1) with { WebPort = 0 } };

        Assert.Null(Route(ResyncMode.Http, Seen.Book(phone), 1, out var why, Seen.Contact(1, 1)));
        Assert.StartsWith("its web server is off", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", "this host itself")]
    [InlineData("169.254.169.254", "link-local")]
    [InlineData("203.0.113.7", "phones.networks")]
    public void Route_HttpToAnAddressOfNoPhone_IsNone_AndSaysWhy(string address, string reason)
    {
        Assert.Null(Route(ResyncMode.Http, Seen.Book(Seen.Phone(1, 2)), 1, out var why, Seen.Contact(1, 1, address: address)));
        Assert.Contains(reason, why, StringComparison.Ordinal);
    }

    private static ResyncOrder? Route(ResyncMode mode, PhoneBook book, int phone, params Contact[] contacts) => Route(mode, book, phone, out _, contacts);

    private static ResyncOrder? Route(ResyncMode mode, PhoneBook book, int phone, out string why, params Contact[] contacts) =>
        new ResyncRouter(mode, book, new PhoneNetworks([IPNetwork.Parse("192.0.2.0/24")])).Route(Seen.Judge(book, Seen.Inventory(contacts)).Phones.Single(p => p.Phone.Mac == Seen.Mac(phone)), out why);
}
