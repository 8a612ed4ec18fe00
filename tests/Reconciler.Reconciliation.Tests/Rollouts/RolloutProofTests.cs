using Reconciler.Host.Convergence;
using Reconciler.Host.Inventory;
using Reconciler.Reconciliation.Rollouts;
using Reconciler.Testing.Phones;

namespace Reconciler.Reconciliation.Tests.Rollouts;

public sealed class RolloutProofTests
{
    private static readonly DateTimeOffset Published = Seen.Now;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Theory]
    [InlineData("7.6.2", true)]
    [InlineData("7.5.4", false)]
    [InlineData("7.6.2b", false)]
    [InlineData("", false)]
    public void Phone_ThatStillRunsItsSteppingStone_IsNotProved(string running, bool isProved)
    {
        var proof = Of(Look(Wanting("7.6.2"), running, Minute), Minute);

        Assert.Equal(isProved ? [] : new[] { Seen.Mac(1) }, proof.Missing);
        Assert.Equal(isProved ? Published + Minute : null, proof.Since);
    }

    [Theory]
    [InlineData("66.86.0.15", true)]
    [InlineData("66.85.0.5", false)]
    [InlineData(null, true)]
    public void Phone_WhoseRegistrationTellsNoFirmware_IsProvedByItsFetch_WhereThatIsSeen(string? fetched, bool isProved)
    {
        var book = Seen.Book(Seen.Phone(1, 2) with { Model = "T46S", Firmware = "66.86.0.15", FetchedFirmware = fetched });
        var contact = Seen.Contact(1, 2) with { Agent = UserAgent.Parse($"Yealink cfg/{Seen.Tag(1, 2)} SIP-T46S") };

        var looked = Seen.Judge(book, Seen.Inventory(contact), Minute).Remember(book);

        Assert.Equal(isProved ? [] : new[] { Seen.Mac(1) }, Of(looked, Minute).Missing);
    }

    [Fact]
    public void Phone_WithoutAVersion_IsProvedWithAnyFirmware() => Assert.Empty(Of(Look(Wanting(null), "7.5.4", Minute), Minute).Missing);

    [Fact]
    public void Proof_OfAFirmware_IsSinceThatIsSeen_NotSinceTheProfileIs()
    {
        var book = Look(Wanting("7.6.2"), "7.4.9", Minute);
        book = Look(book, "7.5.4", 2 * Minute);
        book = Look(book, "7.6.2", 5 * Minute);
        book = Look(book, "7.6.2", 6 * Minute);

        Assert.Equal(Published + (5 * Minute), Of(book, 6 * Minute).Since);
        Assert.Equal(Published + Minute, book.Phones[Seen.Mac(1)].StateSince);
    }

    [Fact]
    public void Phone_ThatRegistersNoLine_HasNothingToProveItBy_AndKeepsNobodyWaiting()
    {
        var phone = Seen.Phone(1, 2);

        Assert.Empty(Of(Seen.Book(phone with { Profile = phone.Profile with { Lines = [] } }), Minute).Missing);
    }

    [Fact]
    public void Proof_OfAPhoneThatLostALineAndGotItBack_BeginsAnew()
    {
        var book = Seen.Book(Seen.Phone(1, 2, "151", "152"));
        foreach (var (minute, lines) in new[] { (1, new[] { "151", "152" }), (2, ["151"]), (3, ["151", "152"]) })
        {
            book = Seen.Judge(book, Seen.Inventory([.. lines.Select(line => Seen.Contact(1, 2, line))]), minute * Minute).Remember(book);
        }

        Assert.Equal(Published + (3 * Minute), Of(book, 3 * Minute).Since);
    }

    private static PhoneBook Wanting(string? firmware) => Seen.Book(Seen.Phone(1, 2) with { Firmware = firmware });

    private static PhoneBook Look(PhoneBook book, string firmware, TimeSpan after)
    {
        var agent = UserAgent.Parse($"{(firmware.Length == 0 ? "SPA504G" : $"Cisco/SPA504G-{firmware}")} cfg/{Seen.Tag(1, 2)}");
        return Seen.Judge(book, Seen.Inventory(Seen.Contact(1, 2) with { Agent = agent }), after).Remember(book);
    }

    private static RolloutProof Of(PhoneBook book, TimeSpan observed) => RolloutProof.Of([Seen.Mac(1)], book, Published + observed);
}
