using System.Collections.Frozen;
using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Families;

namespace Reconciler.Core.Phones;

/// <summary>The parameters that Reconciler sets itself on the devices of a family, written in every profile of a model and refused under <c>parameters</c>.</summary>
public sealed class ManagedParameters
{
    private readonly Lazy<FrozenDictionary<string, ManagedParameter>> _byName;

    internal ManagedParameters(ImmutableArray<ManagedParameter> table)
    {
        Table = table;
        _byName = new(() => table
            .SelectMany(m => ProfileLayout.Expand(m, ProfileLayout.MostRegistrations, ProfileLayout.MostKeys, ProfileLayout.MostUnits, ProfileLayout.MostUnitKeys).Select(name => (name, m)))
            .DistinctBy(e => e.name, StringComparer.Ordinal).ToFrozenDictionary(e => e.name, e => e.m, StringComparer.Ordinal));
    }

    /// <summary>Every managed parameter in the order of the file; keys and registrations are numbered apart.</summary>
    internal ImmutableArray<ManagedParameter> Table { get; }

    /// <summary>Those of a model's family.</summary>
    public static ManagedParameters Of(PhoneModel model) => DeviceFamilies.Of(model).Managed;

    /// <summary>The element names that Reconciler sets itself on this model, in the order of the file.</summary>
    public static ImmutableArray<string> NamesFor(PhoneModel model) => ProfileLayout.Of(model).ManagedNames;

    /// <summary>Whether the name is Reconciler's on any model of the family (a tenth line's <c>Proxy_10_</c> too).</summary>
    public bool Contains(string name) => _byName.Value.ContainsKey(name);

    /// <summary>Whether a spec may not set the parameter by its element name.</summary>
    public bool IsRefused(string name) => _byName.Value.TryGetValue(name, out var managed) && !managed.IsOpen;

    /// <summary>The key of the specs that sets the parameter; null where it is not managed, or is no choice of the user's.</summary>
    public string? KeyOf(string name) => _byName.Value.TryGetValue(name, out var managed) && managed.SetBy.Length > 0 ? managed.SetBy : null;

    /// <summary>The name under which a section sets it; null: it is not managed.</summary>
    internal string? PatternOf(string name) => _byName.Value.GetValueOrDefault(name)?.Pattern;

    /// <summary>Whether any element of the model follows that key of the specs.</summary>
    internal bool HasKey(string key, PhoneModel model) => Table.Any(m => m.SetBy == key && (m.Series is null || m.Series == model.Series));

    /// <summary>Whether the model has an element for what a section sets by that name.</summary>
    internal bool Has(string pattern, PhoneModel model) => Table.Any(m => m.Pattern == pattern && (m.Series is null || m.Series == model.Series));
}

/// <summary>A managed parameter.</summary>
/// <param name="Pattern">As the sections that set it call it: for Cisco's devices the name on the SPA phones.</param>
/// <param name="Axis">The number that its name holds.</param>
/// <param name="SetBy">The key of the specs that sets it; empty: no choice of the user's.</param>
/// <param name="Element">The family's own name of it, in which <c>{n}</c> and the like stand for an index.</param>
internal sealed record ManagedParameter(string Pattern, ParameterAxis Axis, string SetBy, string Element)
{
    /// <summary>Models of this series alone have it; null: all of the family.</summary>
    public string? Series { get; init; }

    /// <summary>Open to the user all the same; what may not be said together, rules say.</summary>
    public bool IsOpen { get; init; }

    /// <summary>Its value, where it is the same in every profile; null: a section sets it.</summary>
    public string? Value { get; init; }
}

/// <summary>The number that a managed parameter's name holds.</summary>
internal enum ParameterAxis
{
    Phone,
    Registration,
    Key,
    Unit,
    UnitKey,
}
