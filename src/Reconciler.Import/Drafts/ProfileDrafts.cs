using Reconciler.Import.Writing;

namespace Reconciler.Import.Drafts;

/// <summary>
/// Finds what phones have alike. What every phone says in some way, and most in the same, is the site's base; what the same several phones say together is
/// a profile of its own; the rest stays with each phone.
/// </summary>
internal sealed class ProfileDrafts
{
    public const string BaseName = "base";
    private const int FewestPhones = 3;

    // At most so many for a phone beside the base, far below what the resolver allows.
    private const int MostOnPhone = 8;
    private readonly Dictionary<string, List<PhoneSetting>> _profiles = new(StringComparer.Ordinal);
    private IReadOnlyList<PhoneDraft> _phones = [];

    public IEnumerable<string> Names => _profiles.Keys;

    public bool HasBase => _profiles.ContainsKey(BaseName);

    public void Infer(IReadOnlyList<PhoneDraft> phones)
    {
        _phones = phones;
        _profiles.Clear();
        foreach (var phone in phones)
        {
            phone.Profiles.Clear();
            phone.Own = [.. phone.Settings.Values];
        }

        if (phones.Count < 2)
        {
            return;
        }

        AddBase();
        AddShared();
    }

    public WrittenMap ToMap(string name)
    {
        var map = new WrittenMap().Add("name", name);
        SettingsMap.Write(map, _profiles[name], TakeFromAll);
        return map;
    }

    private void TakeFromAll(PhoneSetting setting)
    {
        foreach (var phone in _phones.Where(p => p.Settings.TryGetValue(setting.Path, out var own) && own.Content == setting.Content))
        {
            phone.Take(setting);
        }
    }

    private void AddBase()
    {
        var shared = new List<PhoneSetting>();
        foreach (var path in _phones.SelectMany(p => p.Settings.Values).GroupBy(s => s.Path, StringComparer.Ordinal).Where(g => g.Count() == _phones.Count))
        {
            var most = path.GroupBy(s => s.Content, StringComparer.Ordinal).MaxBy(g => g.Count())!;
            if (most.Count() * 2 > _phones.Count)
            {
                shared.Add(most.First());
            }
        }

        if (shared.Count > 0)
        {
            _profiles[BaseName] = shared;
            var contents = shared.Select(s => s.Content).ToHashSet(StringComparer.Ordinal);
            foreach (var phone in _phones)
            {
                phone.Own.RemoveAll(s => contents.Contains(s.Content));
            }
        }
    }

    private void AddShared()
    {
        var having = new Dictionary<string, (PhoneSetting Setting, List<int> Phones)>(StringComparer.Ordinal);
        for (var i = 0; i < _phones.Count; i++)
        {
            foreach (var setting in _phones[i].Own)
            {
                if (!having.TryGetValue(setting.Content, out var found))
                {
                    having[setting.Content] = found = (setting, []);
                }

                found.Phones.Add(i);
            }
        }

        var bySet = having.Values
            .GroupBy(h => string.Join(',', h.Phones), StringComparer.Ordinal)
            .Select(g => (Settings: g.Select(h => h.Setting).ToList(), g.First().Phones))
            .Where(g => g.Phones.Count >= FewestPhones || (g.Phones.Count > 1 && g.Settings.Count > 1))
            .OrderByDescending(g => g.Phones.Count * g.Settings.Count).ThenBy(g => g.Settings[0].Content, StringComparer.Ordinal);
        foreach (var (settings, phones) in bySet)
        {
            if (phones.Exists(p => _phones[p].Profiles.Count >= MostOnPhone))
            {
                continue;
            }

            var name = NameOf(settings, phones);
            _profiles[name] = settings;
            foreach (var index in phones)
            {
                _phones[index].Profiles.Add(name);
                _phones[index].Own.RemoveAll(settings.Contains);
                _phones[index].Own.RemoveAll(s => settings.Exists(x => x.Content == s.Content));
            }
        }
    }

    /// <summary>By the model where its phones alone say it, else by the first thing that it says.</summary>
    private string NameOf(List<PhoneSetting> settings, List<int> phones)
    {
        var models = phones.Select(p => _phones[p].Model).Distinct().ToList();
        var wished = models.Count == 1 && _phones.Count(p => p.Model == models[0]) == phones.Count
            ? models[0].Name
            : settings[0].Path[(settings[0].Path.LastIndexOf('/') + 1)..] + (settings[0].Node is WrittenText text ? "-" + text.Value : "");
        var name = string.Concat(wished.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-')).Trim('-');
        name = name.Replace("--", "-", StringComparison.Ordinal)[..Math.Min(40, name.Replace("--", "-", StringComparison.Ordinal).Length)].TrimEnd('-');
        for (var n = 2; _profiles.ContainsKey(name); n++)
        {
            name = name.Split('~')[0] is var stem && n == 2 ? $"{stem}-{n}" : $"{name[..name.LastIndexOf('-')]}-{n}";
        }

        return name;
    }
}
