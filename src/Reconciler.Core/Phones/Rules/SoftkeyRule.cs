using System.Collections.Concurrent;
using System.Collections.Frozen;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones.Families;
using Reconciler.Core.Phones.Sections;

namespace Reconciler.Core.Phones.Rules;

/// <summary>The softkeys of a list of one's own exist, and those that dial a code have one to dial.</summary>
internal sealed class SoftkeyRule : IRule<Fleet>
{
    private const int OwnKeys = 16;

    private static readonly ConcurrentDictionary<string, FrozenSet<string>> ByFamily = new(StringComparer.Ordinal);

    /// <summary>As the lists of factory phones name them; a firmware may know more, so an unknown one is only warned of.</summary>
    private static FrozenSet<string> Of(DeviceFamily family) => family.Catalogue.All
        .Where(p => p.Pattern.EndsWith(ServiceCodesSection.KeyLists, StringComparison.Ordinal))
        .SelectMany(p => PhoneModel.All.Where(m => m.Family == family.Name).Select(p.DefaultOn))
        .SelectMany(list => (list ?? "").Split(';'))
        .Select(ServiceCodesSection.NameOf)
        .Where(name => name.Length > 0)
        .Concat(Enumerable.Range(1, OwnKeys).Select(n => $"psk{n}"))
        .ToFrozenSet(StringComparer.Ordinal);

    public void Check(Fleet subject, DiagnosticList diagnostics)
    {
        var seen = new HashSet<(SpecLocation, string)>();
        foreach (var phone in subject.Phones.DistinctBy(p => p.Settings, ReferenceEqualityComparer.Instance))
        {
            var settings = phone.Settings;
            var lists = settings.Parameters.Where(p => p.Name.Value.EndsWith(ServiceCodesSection.KeyLists, StringComparison.Ordinal)).Select(p => p.Text).OfType<Located<string>>()
                .SelectMany(list => list.Value.Split(';').Select(item => new Located<string>(item, list.Location)));
            foreach (var item in settings.Typed.Where(IsList).SelectMany(v => v.Items).Concat(lists))
            {
                if (ProblemOf(ServiceCodesSection.NameOf(item.Value), phone, subject.Site) is { } problem && seen.Add((item.Location, item.Value)))
                {
                    diagnostics.Add(Codes.SoftkeyWithoutEffect.At(item.Location, problem.What, problem.Hint));
                }
            }
        }
    }

    private static bool IsList(SettingValue value) => value.Key.StartsWith("softkeys.", StringComparison.Ordinal) && !value.Key.StartsWith("softkeys.psk", StringComparison.Ordinal) && !value.IsFactory;

    private static (string What, string Hint)? ProblemOf(string name, Phone phone, SiteSpec site)
    {
        if (name.Length == 0 || name is "true" or "false")
        {
            return null;
        }

        var known = ByFamily.GetOrAdd(phone.Model.Family, _ => Of(DeviceFamilies.Of(phone.Model)));
        if (!known.Contains(name))
        {
            return ($"No list of a factory phone has a softkey {Quoted.Text(name)}.", Suggestion.DidYouMean(name, known) ?? "Name one of theirs, such as redial or dir, or one of your own as psk1.");
        }

        return ServiceCodesSection.Softkeys.Where(s => s.Softkey == name).Select(s => s.Code).FirstOrDefault() is { } code && !new ServiceCodeValues(phone.Settings.ServiceCodes, phone.Model, site).IsSet(code)
            ? ($"The softkey {name} would dial nothing: the site has no {ServiceCodeValues.KeyOf(code).Split(' ')[0]}.", $"Set {ServiceCodeValues.KeyOf(code)}, or leave the softkey out.")
            : null;
    }
}
