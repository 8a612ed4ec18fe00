using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Asterisk;

namespace Reconciler.Core.Planning.Narration;

/// <summary>Describes a plan's effects on the house as a whole: phones that fetch, reboot or fall silent, registrations that end, modules that reload.</summary>
internal static class EffectNarrator
{
    private const int MostNames = 8;

    public static ImmutableArray<string> Describe(Plan plan, FleetNames before, FleetNames after) =>
        [.. Secrets(plan, after), .. Keys(plan, before, after), .. Phones(plan), .. Registrations(plan, before, after), Reloads(plan), .. Files(plan)];

    // Derived secrets are masked, so no phone and no extension shows that they change with the name that they are derived from.
    private static IEnumerable<string> Secrets(Plan plan, FleetNames after)
    {
        if (plan.Site.Any(c => c is { Name: SiteFields.Name, From: not null }) && after.Fleet!.Phones.Length is > 0 and var phones)
        {
            yield return $"every derived password changes: {Words.Count(phones, "phone")} cannot call until {(phones == 1 ? "it has fetched its profile" : "they have fetched their profile")}";
        }
    }

    // A phone that has a plain rule reads nothing that is encrypted, and no rule reaches it any more.
    private static IEnumerable<string> Keys(Plan plan, FleetNames before, FleetNames after)
    {
        if (before.Fleet is not { Phones.Length: > 0 } old || after.Fleet?.Site.Provisioning is not { Encrypt: true } provisioning || !plan.Site.Any(c => c.Name == SiteFields.Encrypt))
        {
            yield break;
        }

        if (provisioning.KeyUrl is null)
        {
            yield return "profiles are encrypted: a phone whose key and rule were not typed in at the desk before cannot read its profile";
        }
        else if (old.Site.Provisioning.KeyUrl?.Value != provisioning.KeyUrl?.Value)
        {
            yield return "profiles are encrypted before phones have fetched their keys, so that none of them can read its profile: publish provisioning.keyUrl alone first, and wait until they have converged";
        }
    }

    private static IEnumerable<string> Phones(Plan plan)
    {
        (PhoneEffect Effect, string One, string Several)[] effects =
        [
            (PhoneEffect.Resync, "fetches its profile", "fetch their profile"),
            (PhoneEffect.Reregister, "re-registers", "re-register"),
            (PhoneEffect.Reboot, "may reboot once", "may reboot once"),
            (PhoneEffect.CannotCallUntilResync, "cannot call until it has fetched its profile", "cannot call until they have fetched their profile"),
        ];
        foreach (var (effect, one, several) in effects)
        {
            var count = plan.Phones.Count(p => p.Effects.Contains(effect));
            if (count > 0)
            {
                yield return $"{Words.Count(count, "phone")} {(count == 1 ? one : several)}";
            }
        }
    }

    private static IEnumerable<string> Registrations(Plan plan, FleetNames before, FleetNames after)
    {
        var dropped = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var change in plan.Phones)
        {
            var had = before.Find(change.Replaces ?? change.Mac)?.Registrations ?? [];
            var has = (after.Find(change.Mac)?.Registrations ?? []).Select(r => r.Extension.Number.Value).ToHashSet();
            foreach (var number in had.Select(r => r.Extension.Number.Value).Distinct().Where(n => !has.Contains(n)))
            {
                dropped[number.ToString()] = dropped.GetValueOrDefault(number.ToString()) + 1;
            }
        }

        if (dropped.Count == 0)
        {
            yield break;
        }

        var names = dropped.Select(d => before.Named(d.Key) + (d.Value == 1 ? "" : $" on {d.Value} phones")).ToList();
        yield return $"{Words.Count(dropped.Count, "extension")} {(dropped.Count == 1 ? "drops" : "drop")} a registration: {Words.Join(names, MostNames)}";
    }

    private static string Reloads(Plan plan) => plan.Reloads switch
    {
        [] => "Asterisk reloads nothing",
        [var only] => $"Asterisk reloads {NameOf(only)} only",
        var modules => $"Asterisk reloads {Words.Join([.. modules.Select(NameOf)])}",
    };

    private static string NameOf(AsteriskModule module) => $"{(module.Name switch
    {
        "app_voicemail" => "the mailboxes",
        "pbx_config" => "the dialplan",
        _ => "the SIP endpoints",
    })} ({module})";

    private static IEnumerable<string> Files(Plan plan)
    {
        var bootstraps = plan.Artifacts.Count(a => a.Target == ArtifactTarget.Served && !a.Path.Contains('/', StringComparison.Ordinal));
        if (bootstraps > 0)
        {
            yield return $"{Words.Count(bootstraps, "bootstrap file")} of phones that are new or reset to factory settings";
        }

        var dhcp = plan.Artifacts.Where(a => a.Target == ArtifactTarget.Dhcp).Select(a => a.Path).ToList();
        if (dhcp.Count > 0)
        {
            yield return $"{Words.Join(dhcp)} {(dhcp.Count == 1 ? "changes" : "change")}: where a DHCP server includes {(dhcp.Count == 1 ? "it" : "them")}, reload that server";
        }
    }
}
