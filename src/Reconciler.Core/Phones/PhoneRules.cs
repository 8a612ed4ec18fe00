using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Rules;

namespace Reconciler.Core.Phones;

/// <summary>Rules that have to hold before profiles are rendered: parameters by the catalogue, and texts that the phones' languages can write.</summary>
public static class PhoneRules
{
    /// <summary>Asked of each phone's own settings and each profile's.</summary>
    private static readonly RuleList<SettingsOnModel> SettingsRules = new(
    [
        new SettingTextRule(),
        new DialPlanRule(),
        new TimeZoneRule(),
        new TypedSettingRule(),
        new SettingCoverageRule(),
        new FactoryValueRule(),
        new ParameterRule(),
        new UncheckedRule(),
    ]);

    private static readonly RuleList<Fleet> Rules = new(
    [
        new PhoneCodecRule(),
        new FamilyRule(),
        new RuleTextRule(),
        new KeyTextRule(),
        new SettingsRule(SettingsRules),
        new XmlPushRule(),
        new EncryptionRule(),
        new SettingConflictRule(),
        new BarredEmergencyRule(),
        new SoftkeyRule(),
        new PortRangeRule(),
        new ServiceCodeCollisionRule(),
        new DigitsRule(),
        new ProfileKeyRule(),
    ]);

    /// <summary>Every finding, sorted.</summary>
    public static ImmutableArray<Diagnostic> Check(Fleet fleet) => Rules.Check(fleet);
}
