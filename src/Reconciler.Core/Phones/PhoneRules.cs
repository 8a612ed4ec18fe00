using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Rules;

namespace Reconciler.Core.Phones;

/// <summary>What has to hold before profiles are rendered: parameters by the catalogue, and texts that the phones' languages can write.</summary>
public static class PhoneRules
{
    private static readonly Action<Fleet, DiagnosticList>[] Rules =
    [
        PhoneCodecRule.Check,
        RuleTextRule.Check,
        KeyTextRule.Check,
        SettingsRule.Check,
        XmlPushRule.Check,
        EncryptionRule.Check,
        SettingConflictRule.Check,
    ];

    /// <summary>Every finding, sorted.</summary>
    public static ImmutableArray<Diagnostic> Check(Fleet fleet)
    {
        var diagnostics = new DiagnosticList();
        foreach (var rule in Rules)
        {
            rule(fleet, diagnostics);
        }

        return diagnostics.ToSorted();
    }
}
