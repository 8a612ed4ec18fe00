using System.Globalization;
using Reconciler.Import.Asterisk;
using Reconciler.Import.Drafts;
using Reconciler.Import.Writing;

namespace Reconciler.Import;

/// <summary>The drafts as files, laid out as a person would: lists of phones and extensions, and a file for each profile.</summary>
internal sealed class SpecFiles(SiteDraft site, ExtensionDrafts extensions, ProfileDrafts profiles, PbxImport pbx, SecretFiles secrets, bool rotate)
{
    private const int ItemsOfList = 200;

    public List<YamlFile> Write(IReadOnlyList<PhoneDraft> phones)
    {
        var files = new List<YamlFile> { YamlFile.Write("site.yaml", "site", site.ToMap(profiles.HasBase)) };
        files.AddRange(profiles.Names.Select(name => YamlFile.Write($"profiles/{name}.yaml", "profile", profiles.ToMap(name))));
        AddLists(files, "extensions/people", "extension", [.. extensions.All.Select(e => e.ToMap(site.Context, secrets, rotate && !site.IsChanSip))]);
        AddLists(files, "phones/desks", "phone", [.. phones.Select(p => p.ToMap())]);
        AddLists(files, "groups/groups", "group", [.. pbx.Groups.Where(g => !g.IsDropped).Select(g => g.ToMap())]);
        AddLists(files, "routes/inbound", "route", [.. pbx.Routes.Where(r => !r.IsDropped).Select(r => r.ToMap())]);
        return files;
    }

    private static void AddLists(List<YamlFile> files, string path, string schema, List<WrittenMap> items)
    {
        for (var start = 0; start < items.Count; start += ItemsOfList)
        {
            var list = new WrittenList();
            list.Items.AddRange(items.Skip(start).Take(ItemsOfList).Select(i => ((WrittenNode)i, (WrittenOrigin?)null)));
            var number = items.Count <= ItemsOfList ? "" : string.Create(CultureInfo.InvariantCulture, $"-{(start / ItemsOfList) + 1:00}");
            files.Add(YamlFile.Write($"{path}{number}.yaml", schema, list));
        }
    }
}
