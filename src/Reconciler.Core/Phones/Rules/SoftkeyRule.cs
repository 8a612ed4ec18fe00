using System.Collections.Frozen;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Phones.Sections;

namespace Reconciler.Core.Phones.Rules;

/// <summary>The softkeys of a list of one's own exist, and those that dial a code have one to dial.</summary>
internal sealed class SoftkeyRule : IRule<Fleet>
{
    private const string KeyLists = "_Key_List";
    private const int OwnKeys = 16;

    /// <summary>As the lists of factory phones name them; a firmware may know more, so an unknown one is only warned of.</summary>
    private static readonly FrozenSet<string> Known = ParameterCatalogue.All
        .Where(p => p.Pattern.EndsWith(KeyLists, StringComparison.Ordinal))
        .SelectMany(p => PhoneModel.All.Select(p.DefaultOn))
        .SelectMany(list => (list ?? "").Split(';'))
        .Select(NameOf)
        .Where(name => name.Length > 0)
        .Concat(Enumerable.Range(1, OwnKeys).Select(n => $"psk{n}"))
        .ToFrozenSet(StringComparer.Ordinal);

    public void Check(Fleet subject, DiagnosticList diagnostics)
    {
        var seen = new HashSet<(SpecLocation, string)>();
        foreach (var settings in subject.Phones.Select(p => p.Settings).Distinct(ReferenceEqualityComparer.Instance).Cast<SettingsSpec>())
        {
            var lists = settings.Parameters.Where(p => p.Name.Value.EndsWith(KeyLists, StringComparison.Ordinal)).Select(p => p.Text).OfType<Located<string>>()
                .SelectMany(list => list.Value.Split(';').Select(item => new Located<string>(item, list.Location)));
            foreach (var item in settings.Typed.Where(IsList).SelectMany(v => v.Items).Concat(lists))
            {
                if (ProblemOf(NameOf(item.Value), settings, subject.Site) is { } problem && seen.Add((item.Location, item.Value)))
                {
                    diagnostics.Add(Codes.SoftkeyWithoutEffect.At(item.Location, problem.What, problem.Hint));
                }
            }
        }
    }

    private static bool IsList(SettingValue value) => value.Key.StartsWith("softkeys.", StringComparison.Ordinal) && !value.Key.StartsWith("softkeys.psk", StringComparison.Ordinal) && !value.IsFactory;

    private static (string What, string Hint)? ProblemOf(string name, SettingsSpec settings, SiteSpec site)
    {
        if (name.Length == 0 || name is "true" or "false")
        {
            return null;
        }

        if (!Known.Contains(name))
        {
            return ($"No list of a factory phone has a softkey {Quoted.Text(name)}.", Suggestion.DidYouMean(name, Known) ?? "Name one of theirs, such as redial or dir, or one of your own as psk1.");
        }

        return ServiceCodesSection.Softkeys.Where(s => s.Softkey == name).Select(s => s.Code).FirstOrDefault() is { } code && !IsSet(code, settings, site)
            ? ($"The softkey {name} would dial nothing: the site has no {ServiceCodeValues.KeyOf(code).Split(' ')[0]}.", $"Set {ServiceCodeValues.KeyOf(code)}, or leave the softkey out.")
            : null;
    }

    private static bool IsSet(string code, SettingsSpec settings, SiteSpec site)
    {
        if (settings.ServiceCodes?.Codes.FirstOrDefault(c => c.Name.Value == code) is { } given)
        {
            return given.Text is { Value.Length: > 0 };
        }

        var feature = code switch
        {
            ServiceCodeValues.Park => site.Features.CallPark,
            ServiceCodeValues.Unpark => site.Features.CallUnpark,
            ServiceCodeValues.Pickup => site.Features.DirectedPickup,
            _ => site.Features.GroupPickup,
        };
        return feature is not null;
    }

    /// <summary><c>redial</c> of <c>redial|5</c>.</summary>
    private static string NameOf(string item) => item.Split('|')[0].Trim();
}
