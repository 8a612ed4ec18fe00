using Reconciler.Core.Fleets;
using Reconciler.Core.Planning;
using Reconciler.Core.Planning.Narration;
using Reconciler.Testing.Fleets;

namespace Reconciler.Core.Tests.Planning;

/// <summary>A plan that would leave phones with a profile that they cannot read says so.</summary>
public sealed class EncryptionPlanTests
{
    private const string Keys = "https://pbx:8443";

    [Fact]
    public void KeysThatPhonesHaveFetched_AreNoWarning() => Assert.Empty(Told(Fleet(Keys, encrypt: false), Fleet(Keys, encrypt: true)));

    [Fact]
    public void KeysThatComeWithTheEncryption_ComeTooLate() =>
        Assert.Contains("publish provisioning.keyUrl alone first", Assert.Single(Told(Fleet(null, encrypt: false), Fleet(Keys, encrypt: true))), StringComparison.Ordinal);

    [Fact]
    public void KeysAtTheDesk_HaveToBeTypedInBefore() =>
        Assert.Contains("typed in at the desk before", Assert.Single(Told(Fleet(null, encrypt: false), Fleet(null, encrypt: true))), StringComparison.Ordinal);

    [Fact]
    public void EncryptionTurnedOff_IsNoWarning() => Assert.Empty(Told(Fleet(Keys, encrypt: true), Fleet(Keys, encrypt: false)));

    private static List<string> Told(EffectiveFleet before, EffectiveFleet after) =>
        [.. PlanStory.Of(Planner.Create(before, after), before, after).Effects.Where(e => e.Contains("encrypted", StringComparison.Ordinal))];

    private static EffectiveFleet Fleet(string? keyUrl, bool encrypt)
    {
        var site = Given.Site();
        site = site with { Provisioning = site.Provisioning with { KeyUrl = keyUrl is null ? null : Given.At(keyUrl), Encrypt = encrypt }, Digest = Given.DigestOf("site", keyUrl ?? "", encrypt ? "1" : "0") };
        return PlanFleets.Of(site, Given.Extension("100", "Anna"), Given.Phone(PlanFleets.Mac1, "SPA504G", Given.Line("100", "Anna")));
    }
}
