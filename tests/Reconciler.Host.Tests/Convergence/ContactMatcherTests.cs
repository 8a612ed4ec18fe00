using Reconciler.Host.Convergence;
using Reconciler.Host.Inventory;
using Reconciler.Testing.Phones;

namespace Reconciler.Host.Tests.Convergence;

public sealed class ContactMatcherTests
{
    private static readonly PhoneBook Shared = Seen.Book(Seen.Phone(1, 2, "151"), Seen.Phone(2, 2, "151"), Seen.Phone(3, 2, "153"));

    [Fact]
    public void SharedExtension_TagsOfBothPhones_DistinguishThem()
    {
        var match = ContactMatcher.Match(Shared, Seen.Inventory(Seen.Contact(2, 1, "151", "192.0.2.9"), Seen.Contact(1, 2, "151", "192.0.2.8")));

        Assert.Equal("192.0.2.8", Assert.Single(match.ContactsOf(Seen.Mac(1))).Address);
        Assert.Equal("192.0.2.9", Assert.Single(match.ContactsOf(Seen.Mac(2))).Address);
        Assert.Empty(match.Oddities);
    }

    [Fact]
    public void SharedExtension_PhoneWithoutATag_IsKnownByItsFormerAddress()
    {
        var book = Shared.With([Shared.Phones[Seen.Mac(2)] with { Seen = new Sighting("192.0.2.9", "", Seen.Now, null) }]);

        var match = ContactMatcher.Match(book, Seen.Inventory(Untagged("151", "192.0.2.9")));

        Assert.Single(match.ContactsOf(Seen.Mac(2)));
        Assert.Empty(match.ContactsOf(Seen.Mac(1)));
    }

    [Fact]
    public void SharedExtension_PhoneWithoutATag_IsKnownByWhatIsLeft()
    {
        var match = ContactMatcher.Match(Shared, Seen.Inventory(Untagged("151", "192.0.2.9"), Seen.Contact(1, 2, "151")));

        Assert.Single(match.ContactsOf(Seen.Mac(2)));
    }

    [Fact]
    public void SharedExtension_NothingShows_IsNobodysAndSaidSo()
    {
        var match = ContactMatcher.Match(Shared, Seen.Inventory(Untagged("151", "192.0.2.9")));

        Assert.Empty(match.Of);
        Assert.Equal("151", Assert.Single(match.Unmanaged).Extension);
        Assert.Contains("which of the phones", Assert.Single(match.Oddities), StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownExtension_IsUnmanagedAndSaidSo()
    {
        var match = ContactMatcher.Match(Shared, Seen.Inventory(Seen.Contact(1, 2, "999")));

        Assert.Equal("999", match.Unmanaged[0].Extension);
        Assert.Equal("no spec has this extension", match.Unmanaged[0].Why);
        Assert.Contains("999", Assert.Single(match.Oddities), StringComparison.Ordinal);
    }

    [Fact]
    public void ExtensionOfASoftphone_IsNeitherAPhoneNorUnmanaged()
    {
        var match = ContactMatcher.Match(Shared with { Others = ["160"] }, Seen.Inventory(Untagged("160", "192.0.2.60")));

        Assert.Empty(match.Of);
        Assert.Empty(match.Unmanaged);
    }

    [Fact]
    public void Extension_RegisteredByThePhoneThatHadItBefore_IsSaid()
    {
        var match = ContactMatcher.Match(Shared, Seen.Inventory(Seen.Contact(1, 2, "153", "192.0.2.8")));

        Assert.Single(match.ContactsOf(Seen.Mac(3)));
        Assert.Contains(Seen.Mac(1).WithColons, Assert.Single(match.Oddities), StringComparison.Ordinal);
    }

    private static Contact Untagged(string extension, string address) => new()
    {
        Extension = extension,
        Address = address,
        Port = 5060,
        Agent = UserAgent.Parse("Cisco/SPA504G-7.6.2"),
        Expires = null,
    };
}
