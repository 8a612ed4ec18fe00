using System.Collections.Concurrent;
using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones.Families;

namespace Reconciler.Core.Phones;

/// <summary>The elements of a model's profile in the order of the file, with the values that nothing in the specs decides. Made once a model.</summary>
internal sealed class ProfileLayout
{
    public const int MostRegistrations = 16;
    public const int MostKeys = 64;
    public const int MostUnits = 6;
    public const int MostUnitKeys = 60;

    private static readonly ConcurrentDictionary<PhoneModel, Lazy<ProfileLayout>> Layouts = new();

    private readonly Dictionary<string, int[]> _slotsByPattern = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _slotsByName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<int>> _slotsBySuffix = new(StringComparer.Ordinal);
    private readonly ProfileParameter?[] _defaults;

    private ProfileLayout(PhoneModel model)
    {
        var family = DeviceFamilies.Of(model);
        var names = new List<string>(2048);
        foreach (var axis in Enum.GetValues<ParameterAxis>())
        {
            AddManaged(names, [.. family.Managed.Table.Where(m => m.Axis == axis && (m.Series is null || m.Series == model.Series))], model);
        }

        Managed = family.Managed;
        ManagedNames = [.. names];
        var resets = new List<ProfileParameter>(1024);
        foreach (var parameter in family.Catalogue.All)
        {
            if (ResetParameters.ValueOf(parameter, model) is { } factory)
            {
                resets.AddRange(parameter.Expand(LimitOf(parameter, model))
                    .Where(name => !family.Managed.Contains(name))
                    .Select(name => new ProfileParameter(name, factory, null, parameter.MayReboot) { IsOfUser = parameter.Access == ParameterAccess.User }));
            }
        }

        resets.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        family.Keep([.. resets]);
        _defaults = [.. names.Select(_ => (ProfileParameter?)null), .. resets];
        Names = [.. names, .. resets.Select(r => r.Name)];
        Known = [.. Names.Select(family.Catalogue.Find)];
        for (var i = 0; i < Names.Length; i++)
        {
            _slotsByName.Add(Names[i], i);
        }
    }

    /// <summary>Every element, the managed ones first.</summary>
    public ImmutableArray<string> Names { get; }

    public ImmutableArray<string> ManagedNames { get; }

    public ManagedParameters Managed { get; }

    /// <summary>Each element's entry in the catalogue; null: it has none.</summary>
    public ImmutableArray<CatalogueParameter?> Known { get; }

    public static ProfileLayout Of(PhoneModel model) => Layouts.GetOrAdd(model, m => new Lazy<ProfileLayout>(() => new ProfileLayout(m))).Value;

    /// <summary>Whether the model has been seen to know the parameter, and has the line or key that the name counts.</summary>
    public static bool IsOn(CatalogueParameter parameter, string name, PhoneModel model) =>
        parameter.IsSeenOn(model) && parameter.Expand(LimitOf(parameter, model)).Contains(name, StringComparer.Ordinal);

    /// <summary>How many line keys are written: phones without any have the parameters of one all the same.</summary>
    public static int KeysOf(PhoneModel model) => Math.Max(1, model.LineKeys);

    public static IEnumerable<string> Expand(ManagedParameter managed, int registrations, int keys, int units, int unitKeys) => managed.Axis switch
    {
        ParameterAxis.Phone => [managed.Element],
        ParameterAxis.Registration => Enumerable.Range(1, registrations).Select(n => PatternNames.At(managed.Element, n)),
        ParameterAxis.Key => Enumerable.Range(1, keys).Select(n => PatternNames.At(managed.Element, n)),
        ParameterAxis.Unit => Enumerable.Range(1, units).Select(u => PatternNames.At(managed.Element, u)),
        _ => Enumerable.Range(0, units * unitKeys).Select(i => PatternNames.At(managed.Element, (i / unitKeys) + 1, (i % unitKeys) + 1)),
    };

    public ProfileParameter?[] CopyDefaults() => (ProfileParameter?[])_defaults.Clone();

    /// <summary>The slot of a managed pattern; <paramref name="index"/> counts from 1; -1: the model has no such element.</summary>
    public int SlotOf(string pattern, int index) => _slotsByPattern.TryGetValue(pattern, out var slots) ? slots[index - 1] : -1;

    /// <summary>The slots of the factory's parameters whose names end so.</summary>
    public ImmutableArray<int> SlotsEndingIn(string suffix) => _slotsBySuffix.GetOrAdd(
        suffix, s => [.. Enumerable.Range(ManagedNames.Length, Names.Length - ManagedNames.Length).Where(slot => Names[slot].EndsWith(s, StringComparison.Ordinal))]);

    /// <summary>The slot of an element name, or -1.</summary>
    public int Find(string name) => _slotsByName.GetValueOrDefault(name, -1);

    /// <summary>Patterns of one axis side by side under each index: line 1 whole, then line 2.</summary>
    private void AddManaged(List<string> names, ManagedParameter[] patterns, PhoneModel model)
    {
        var expanded = Array.ConvertAll(patterns, p => Expand(p, model.Registrations, KeysOf(model), model.ConsoleUnits, model.KeysOfUnit).ToArray());
        for (var p = 0; p < patterns.Length; p++)
        {
            _slotsByPattern[patterns[p].Pattern] = new int[expanded[p].Length];
        }

        for (var index = 0; expanded.Length > 0 && index < expanded[0].Length; index++)
        {
            for (var p = 0; p < patterns.Length; p++)
            {
                _slotsByPattern[patterns[p].Pattern][index] = names.Count;
                names.Add(expanded[p][index]);
            }
        }
    }

    /// <summary>The highest index of the parameter on that model.</summary>
    private static int LimitOf(CatalogueParameter parameter, PhoneModel model) =>
        parameter.Group.StartsWith("Phone/Line_Key", StringComparison.Ordinal) ? KeysOf(model)
        : parameter.Group.StartsWith("Ext_N", StringComparison.Ordinal) || parameter.Pattern == "Log_Missed_Calls_for_EXT_{n}" ? model.Registrations
        : int.MaxValue;
}
