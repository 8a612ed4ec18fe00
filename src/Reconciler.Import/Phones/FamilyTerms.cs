using System.Collections.Concurrent;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Families;
using Reconciler.Core.Phones.Families.Yealink;

namespace Reconciler.Import.Phones;

/// <summary>
/// A family's elements in the words of the SPA phones, by which drafts are made. A family whose elements have the same values under other names needs no more
/// than its tables.
/// </summary>
internal class FamilyTerms
{
    private static readonly ConcurrentDictionary<string, FamilyTerms> Known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Common, ParameterAxis Axis)> _common = new(StringComparer.Ordinal);

    protected FamilyTerms(DeviceFamily family)
    {
        Family = family;
        foreach (var managed in family.Managed.Table)
        {
            foreach (var (element, common) in Expand(managed).Zip(Expand(managed with { Element = managed.Pattern })))
            {
                _common.TryAdd(element, (common, managed.Axis));
                IsRenamed |= element != common;
            }
        }
    }

    public DeviceFamily Family { get; }

    /// <summary>A file that gives an element no text leaves it as the factory made it.</summary>
    public virtual bool EmptyIsFactory => false;

    protected bool IsRenamed { get; }

    public static FamilyTerms Of(PhoneModel model) => Of(DeviceFamilies.Of(model));

    public static FamilyTerms Of(DeviceFamily family) => Known.GetOrAdd(family.Name, _ => family is YealinkFamily ? new YealinkTerms(family) : new FamilyTerms(family));

    /// <summary>The SPA phones' name of an element, or its own where they have none.</summary>
    public string CommonOf(string element) => _common.TryGetValue(element, out var found) ? found.Common : element;

    /// <summary>Whether the element is of a line that registers, rather than of a key or the whole phone.</summary>
    public bool IsOfLine(string element) => _common.TryGetValue(element, out var found) && found.Axis == ParameterAxis.Registration;

    /// <summary>Whether the element reports what a device is, which no profile says: the devices of all families report alike.</summary>
    public bool IsReport(string element) => (Family.Catalogue.Find(element) ?? DeviceFamilies.All[0].Catalogue.Find(element)) is { IsReadOnly: true };

    /// <summary>The elements under the SPA phones' names, and with their values.</summary>
    public virtual IReadOnlyDictionary<string, DumpElement> Common(IReadOnlyDictionary<string, DumpElement> had)
    {
        if (!IsRenamed)
        {
            return had;
        }

        var common = new Dictionary<string, DumpElement>(had, StringComparer.Ordinal);
        foreach (var (name, element) in had)
        {
            common.TryAdd(CommonOf(name), element);
        }

        return common;
    }

    private static IEnumerable<string> Expand(ManagedParameter managed) =>
        ProfileLayout.Expand(managed, ProfileLayout.MostRegistrations, ProfileLayout.MostKeys, ProfileLayout.MostUnits, ProfileLayout.MostUnitKeys);
}
