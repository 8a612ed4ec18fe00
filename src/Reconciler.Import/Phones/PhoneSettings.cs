using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Settings;
using Reconciler.Import.Drafts;
using Reconciler.Import.Writing;

namespace Reconciler.Import.Phones;

/// <summary>
/// Says by settings what a phone has other than the specs render for it: by a typed setting where one says just that, else by the element's name. So only
/// what differs is written, and what is alike stays unsaid.
/// </summary>
internal sealed class PhoneSettings(SiteDraft site, SecretFiles secrets)
{
    private const string Parameters = "parameters/";
    private static readonly Dictionary<string, string> Plain = new(StringComparer.Ordinal)
    {
        ["Station_Display_Name"] = "stationName",
        ["Station_Name"] = "stationName",
        ["Syslog_Server"] = "syslog/server",
        ["Debug_Server"] = "syslog/debugServer",
        ["Debug_Level"] = "syslog/debugLevel",
    };

    // An element that no catalogue knows may hold a password all the same.
    private static readonly string[] SecretWords = ["passw", "pwd", "secret", "_pin"];

    /// <summary>True where the phone's draft says more than before.</summary>
    /// <param name="phone">The draft.</param>
    /// <param name="dump">The phone's file.</param>
    /// <param name="had">Its elements.</param>
    /// <param name="common">The same in the SPA phones' words.</param>
    /// <param name="differences">Elements that the specs render otherwise.</param>
    public bool Add(PhoneDraft phone, PhoneDump dump, IReadOnlyDictionary<string, DumpElement> had, IReadOnlyDictionary<string, DumpElement> common, IEnumerable<ElementDifference> differences)
    {
        var terms = FamilyTerms.Of(phone.Model);
        var before = phone.Settings.Count;
        var said = phone.Settings.Values.SelectMany(s => s.Elements).ToHashSet(StringComparer.Ordinal);
        foreach (var difference in differences)
        {
            if (difference.Kind is DifferenceKind.Differs or DifferenceKind.Unsaid && !said.Contains(difference.Had.Name) && !said.Contains(terms.CommonOf(difference.Had.Name))
                && Of(phone, dump, new Elements(terms, had, common), difference).FirstOrDefault(s => s.All(x => !phone.Refused.Contains(x.Path) && !phone.Settings.ContainsKey(x.Path))) is { } found)
            {
                foreach (var setting in found)
                {
                    phone.Set(setting);
                    said.UnionWith(setting.Elements);
                }
            }
        }

        return phone.Settings.Count > before;
    }

    /// <summary>The ways to say it, the best first.</summary>
    private IEnumerable<IReadOnlyList<PhoneSetting>> Of(PhoneDraft phone, PhoneDump dump, Elements elements, ElementDifference difference)
    {
        var (terms, had) = (elements.Terms, elements.Had);
        var element = difference.Had;
        var (name, value) = (element.Name, element.Value);
        var known = terms.Family.Catalogue.Find(name);
        if (terms.IsReport(name) || (difference.Kind == DifferenceKind.Unsaid && !dump.IsRendered && IsAsMade(known, value, phone.Model, dump.IsOfPhone)))
        {
            yield break;
        }

        if (Managed(phone, elements, element) is { Count: > 0 } managed)
        {
            yield return managed;
        }

        foreach (var reading in SettingReading.Of(name, phone.Model, n => had.TryGetValue(n, out var e) ? e.Value : null))
        {
            if (!(reading.Field.Form == SettingForm.Secret && PhoneLines.IsMask(value)))
            {
                yield return [new PhoneSetting(reading.Field.Key.Replace('.', '/'), Node(phone, reading), phone.File, element.Line, reading.Elements)];
            }
        }

        if (terms.Family.Managed.IsRefused(name))
        {
            yield break;
        }

        if (known is null && !(SecretWords.Any(w => name.Contains(w, StringComparison.OrdinalIgnoreCase)) && value.Length > 0))
        {
            yield return [new PhoneSetting("unchecked/" + name, new WrittenText(value), phone.File, element.Line, [name])];
        }
        else if (known is null)
        {
            yield return [new PhoneSetting("unchecked/" + name, Secret($"{string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'))}.secret", value), phone.File, element.Line, [name])];
        }
        else if (!known.IsSecret || value.Length == 0)
        {
            yield return [new PhoneSetting(Parameters + name, new WrittenText(value), phone.File, element.Line, [name])];
        }
        else if (!PhoneLines.IsMask(value))
        {
            yield return [new PhoneSetting(Parameters + name, Secret($"{name[(name.LastIndexOf('/') + 1)..]}.secret", value), phone.File, element.Line, [name])];
        }
    }

    /// <summary>
    /// A phone that is read has every element: those with the factory's value say nothing, and those whose factory value nobody knows it keeps by itself.
    /// In a profile that somebody wrote each element was meant.
    /// </summary>
    private static bool IsAsMade(CatalogueParameter? known, string value, PhoneModel model, bool isOfPhone) =>
        known?.DefaultOn(model) is { } factory ? value == factory || (known.Canonical(value, model) is { } canonical && canonical == known.Canonical(factory, model)) : isOfPhone;

    private List<PhoneSetting> Managed(PhoneDraft phone, Elements elements, DumpElement native)
    {
        var (catalogue, had) = (elements.Terms.Family.Catalogue, elements.Common);
        var common = elements.Terms.CommonOf(native.Name);
        if (!had.TryGetValue(common, out var element))
        {
            return [];
        }

        var (name, value, file, line) = (common, element.Value, phone.File, native.Line);
        if (Plain.TryGetValue(name, out var path))
        {
            return value.Length == 0 ? [] : [new(path, path == "syslog/debugLevel" ? WrittenMap.Scalar(value) : new WrittenText(value), file, line, [name, path == "stationName" ? "Station_Name" : name])];
        }

        return name switch
        {
            "Time_Zone" or "Time_Offset__HH_mm_" or "Daylight_Saving_Time_Enable" or "Daylight_Saving_Time_Rule" => [.. TimeZoneReading.Read(had, file)],
            "Enable_Web_Server" or "Enable_Web_Admin_Access" => [new("admin/webServer", new WrittenText(SiteVotes.IsYes(value) ? "true" : "false", Plain: true), file, line, ["Enable_Web_Server", "Enable_Web_Admin_Access"])],
            "Admin_Passwd" or "Admin_Password" when value.Length > 0 && !PhoneLines.IsMask(value) => [new("admin/password", Secret("admin.secret", value), file, line, ["Admin_Passwd", "Admin_Password"])],
            _ when name.StartsWith("Dial_Plan_", StringComparison.Ordinal) => DialPlan(had, element, file),
            _ when catalogue.ServiceCodes.Any(c => c.Pattern == name) => [ServiceCodes(phone, catalogue, had, line)],
            _ => [],
        };
    }

    /// <summary>The plan of the first line that has one; phones of the specs have one for all lines.</summary>
    private List<PhoneSetting> DialPlan(IReadOnlyDictionary<string, DumpElement> had, DumpElement element, string file)
    {
        var first = Enumerable.Range(1, ProfileLayout.MostRegistrations).Select(n => $"Dial_Plan_{n}_").First(had.ContainsKey);
        if (element.Name != first)
        {
            return [];
        }

        var plan = element.Value;
        foreach (var number in site.Emergency)
        {
            var at = plan.IndexOf(number + "S0|", StringComparison.Ordinal);
            plan = at >= 0 ? plan.Remove(at, number.Length + 3) : plan;
        }

        return plan.Length == 0 ? [] : [new("dialPlan", new WrittenText(plan), file, element.Line, [element.Name])];
    }

    private PhoneSetting ServiceCodes(PhoneDraft phone, ParameterCatalogue catalogue, IReadOnlyDictionary<string, DumpElement> had, int line)
    {
        var names = catalogue.ServiceCodes.Select(p => p.Pattern).ToList();
        var codes = names.Where(had.ContainsKey).Order(StringComparer.Ordinal).Select(c => (Name: c, had[c].Value, Factory: catalogue.Find(c)!.DefaultOn(phone.Model) ?? "")).ToList();
        var isFactory = codes.Count(c => c.Value == c.Factory) > codes.Count(c => c.Value.Length == 0);
        var differing = codes.Where(c => c.Value != (Feature(c.Name) ?? (isFactory ? c.Factory : ""))).ToList();
        WrittenNode node = new WrittenText(isFactory ? "factory" : "none");
        if (differing.Count > 0)
        {
            var map = WrittenMap.Of("base", node);
            differing.ForEach(c => map.Add(c.Name, new WrittenText(c.Value)));
            node = map;
        }

        return new PhoneSetting("serviceCodes", node, phone.File, line, names);
    }

    private string? Feature(string code) => code switch
    {
        "Call_Park_Code" => site.CallPark,
        "Call_UnPark_Code" => site.CallUnpark,
        "Call_Pickup_Code" => site.DirectedPickup,
        "Group_Call_Pickup_Code" => site.GroupPickup,
        _ => null,
    };

    private WrittenNode Node(PhoneDraft phone, SettingReading reading)
    {
        switch (reading.Field.Form)
        {
            case SettingForm.Flag:
                return new WrittenText(reading.Items[0] == "Yes" ? "true" : "false", Plain: true);
            case SettingForm.Secret:
                return Secret($"{reading.Field.Key}.secret", reading.Items[0]);
            case SettingForm.List:
                return WrittenList.Of(reading.Items);
            case SettingForm.Table:
                var table = new WrittenList();
                foreach (var row in reading.Items.Chunk(reading.Field.Columns.Length))
                {
                    var map = new WrittenMap();
                    for (var i = 0; i < row.Length; i++)
                    {
                        map.Add(reading.Field.Columns[i], reading.Field.Columns[i] == "listen" ? (row[i] == "No" ? new WrittenText("false", Plain: true) : null) : row[i].Length == 0 ? null : new WrittenText(row[i]));
                    }

                    table.Items.Add((map, null));
                }

                return table;
            default:
                return WrittenMap.Scalar(reading.Items[0]);
        }
    }

    private sealed record Elements(FamilyTerms Terms, IReadOnlyDictionary<string, DumpElement> Had, IReadOnlyDictionary<string, DumpElement> Common);

    private WrittenMap Secret(string file, string value) => WrittenMap.Of("file", new WrittenText(secrets.Add(file, value)));
}
