using Reconciler.Core.Fleets;
using Reconciler.Import.Writing;

namespace Reconciler.Import.Drafts;

/// <summary>A phone as it will be written.</summary>
internal sealed class PhoneDraft(MacAddress mac, PhoneModel model, string file, int line)
{
    public MacAddress Mac { get; } = mac;

    public PhoneModel Model { get; } = model;

    public string File { get; } = file;

    public int Line { get; } = line;

    public string? Description { get; set; }

    public List<string> Profiles { get; } = [];

    /// <summary>By path.</summary>
    public SortedDictionary<string, PhoneSetting> Settings { get; } = new(StringComparer.Ordinal);

    /// <summary>The settings that no profile says.</summary>
    public List<PhoneSetting> Own { get; set; } = [];

    public List<KeyDraft> Keys { get; } = [];

    public List<KeyDraft> Console { get; } = [];

    /// <summary>Elements that cannot be said, by what the specs' reader found; they are not tried again.</summary>
    public HashSet<string> Refused { get; } = new(StringComparer.Ordinal);

    public void Set(PhoneSetting setting) => Settings[setting.Path] = setting;

    public WrittenMap ToMap()
    {
        var map = new WrittenMap();
        map.Add("mac", new WrittenText(Mac.WithColons));
        map.Add("model", new WrittenText(Model.Name));
        map.Add("description", Description, new WrittenOrigin(File, Line, "the description", () => Description = null));
        map.Add("profiles", Profiles.Count == 0 ? null : WrittenList.Of(Profiles));
        SettingsMap.Write(map, Own, setting => Take(setting));
        map.Add("keys", List(Keys));
        map.Add("console", List(Console));
        return map;
    }

    /// <summary>Takes a setting back; its elements are not tried again.</summary>
    public void Take(PhoneSetting setting)
    {
        Settings.Remove(setting.Path);
        Refused.Add(setting.Path);
    }

    private static WrittenList? List(List<KeyDraft> keys)
    {
        var last = keys.FindLastIndex(k => k.Node is not WrittenText { Value: "disabled" });
        if (last < 0)
        {
            return null;
        }

        var list = new WrittenList();
        list.Items.AddRange(keys.Take(last + 1).Select(k => (k.Node, (WrittenOrigin?)k.Origin)));
        return list;
    }
}

/// <summary>A key as it will be written; one that the specs cannot say becomes a disabled one.</summary>
internal sealed class KeyDraft
{
    public static readonly WrittenText Disabled = new("disabled");

    public KeyDraft(WrittenNode node, string file, int line, string what, WrittenNode? otherwise = null)
    {
        Node = node;
        Origin = new WrittenOrigin(file, line, what, () => (Node, otherwise) = (otherwise ?? Disabled, null));
    }

    public WrittenNode Node { get; private set; }

    public WrittenOrigin Origin { get; }

    /// <summary>The extension that it registers, or empty.</summary>
    public string Line { get; init; } = "";
}
