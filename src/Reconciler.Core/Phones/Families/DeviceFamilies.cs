using System.Collections.Frozen;
using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Families.Adapter;
using Reconciler.Core.Phones.Families.Linksys;
using Reconciler.Core.Phones.Families.Mpp;
using Reconciler.Core.Phones.Families.RouterAdapter;
using Reconciler.Core.Phones.Families.Spa;
using Reconciler.Core.Phones.Families.Yealink;

namespace Reconciler.Core.Phones.Families;

/// <summary>The families that there are. A new one is a folder here and a line in this list.</summary>
public static class DeviceFamilies
{
    public static ImmutableArray<DeviceFamily> All { get; } =
    [
        new SpaFamily(),
        new LinksysFamily(),
        new MppFamily(),
        new AdapterFamily(),
        new RouterAdapterFamily(),
        new YealinkFamily(),
    ];

    private static readonly FrozenDictionary<string, DeviceFamily> ByName = All.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    public static DeviceFamily Of(PhoneModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return ByName[model.Family];
    }

    /// <summary>The family of a model by its name in specs; that of the SPA phones where the name is not known (any more).</summary>
    public static DeviceFamily OfModel(string name) => PhoneModel.TryParse(name, out var model) ? Of(model) : All[0];

    /// <summary>The family of a profile by its name; null: no family calls one so. Families that share names share the form of their files.</summary>
    public static DeviceFamily? OfProfile(string profileName) => All.FirstOrDefault(family => family.PhoneOf(profileName) is not null);

    /// <summary>How a device of any family calls itself; null: none that is known.</summary>
    public static DeviceAgent? Read(string userAgent)
    {
        foreach (var family in All)
        {
            if (family.Read(userAgent) is { } agent)
            {
                return agent;
            }
        }

        return null;
    }

    /// <summary>The device whose profile has that name in any family.</summary>
    public static MacAddress? PhoneOf(string profileName)
    {
        foreach (var family in All)
        {
            if (family.PhoneOf(profileName) is { } mac)
            {
                return mac;
            }
        }

        return null;
    }
}
