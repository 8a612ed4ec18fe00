using System.Collections.Immutable;
using System.Globalization;
using Reconciler.Core.Fleets;
using Reconciler.Host.Convergence;
using Reconciler.Host.Inventory;

namespace Reconciler.Testing.Phones;

/// <summary>Books and registrations for tests. Phone n carries extension 150 + n, is at 192.0.2.n, and its profile's version v has the tag nnnnvvvv.</summary>
public static class Seen
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 8, 0, 0, TimeSpan.Zero);

    public static MacAddress Mac(int phone) => new(0x002584000000UL + (ulong)phone);

    public static string Extension(int phone) => (150 + phone).ToString(CultureInfo.InvariantCulture);

    public static string Tag(int phone, int version) => string.Create(CultureInfo.InvariantCulture, $"{phone:x4}{version:x4}");

    public static ProfileVersion Profile(int phone, int version, params string[] extensions) => new(
        Tag(phone, version), [.. (extensions.Length == 0 ? [Extension(phone)] : extensions).Select(e => new ProfileLine(e, "password-1"))], null, 80);

    public static FollowedPhone Phone(int phone, int version = 1, params string[] extensions) => new()
    {
        Mac = Mac(phone),
        Model = "SPA504G",
        Firmware = null,
        Content = Tag(phone, version),
        Profile = Profile(phone, version, extensions),
        Published = Now,
        Earlier = version > 1 ? [Profile(phone, version - 1, extensions)] : [],
    };

    public static PhoneBook Book(params FollowedPhone[] phones) => new()
    {
        Site = "hq",
        RegisterExpires = 600,
        ResyncEvery = 3600,
        ProfileUrl = "http://192.0.2.250/xml/spa",
        Phones = phones.ToImmutableSortedDictionary(p => p.Mac, p => p),
    };

    public static Contact Contact(int phone, int version, string? extension = null, string? address = null, string model = "SPA504G") => new()
    {
        Extension = extension ?? Extension(phone),
        Address = address ?? string.Create(CultureInfo.InvariantCulture, $"192.0.2.{phone % 250}"),
        Port = 5060,
        Agent = UserAgent.Parse($"Cisco/{model}-7.6.2 cfg/{Tag(phone, version)}"),
        Expires = Now.AddSeconds(600),
    };

    public static ContactInventory Inventory(params Contact[] contacts) => new(Now, [.. contacts], 0);

    public static ConvergenceReport Judge(PhoneBook book, ContactInventory inventory, TimeSpan after = default, bool isNotified = true) =>
        ConvergenceJudge.Judge(book, inventory, new ConvergencePolicy(isNotified, null), Now + after);
}
