using System.Collections.Concurrent;
using System.Collections.Immutable;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Phones;

/// <summary>The elements of a model's profile in the order of the file, with the values that nothing in the specs decides. Made once a model.</summary>
internal sealed class ProfileLayout
{
    public const int MostRegistrations = 12;
    public const int MostUnits = 2;
    public const int UnitKeys = 32;

    private static readonly Lazy<ProfileLayout>[] Layouts = [.. PhoneModel.All.Select(m => new Lazy<ProfileLayout>(() => new ProfileLayout(m)))];

    private readonly Dictionary<string, int[]> _slotsByPattern = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _slotsByName = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<int>> _slotsBySuffix = new(StringComparer.Ordinal);
    private readonly ProfileParameter?[] _defaults;

    private ProfileLayout(PhoneModel model)
    {
        var names = new List<string>(2048);
        foreach (var axis in Enum.GetValues<ParameterAxis>())
        {
            AddManaged(names, [.. ManagedParameters.Table.Where(m => m.Axis == axis && (model.Is525 || !m.Is525Only))], model);
        }

        ManagedNames = [.. names];
        var resets = new List<ProfileParameter>(1024);
        foreach (var parameter in ParameterCatalogue.All)
        {
            if (ResetParameters.ValueOf(parameter, model) is { } factory)
            {
                resets.AddRange(parameter.Expand(LimitOf(parameter, model))
                    .Where(name => !ManagedParameters.Contains(name))
                    .Select(name => new ProfileParameter(name, factory, null, parameter.MayReboot)));
            }
        }

        resets.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        _ = new DefaultElements([.. resets]);
        _defaults = [.. names.Select(_ => (ProfileParameter?)null), .. resets];
        Names = [.. names, .. resets.Select(r => r.Name)];
        MayReboot = [.. Names.Select(n => ParameterCatalogue.Find(n)?.MayReboot ?? false)];
        for (var i = 0; i < Names.Length; i++)
        {
            _slotsByName.Add(Names[i], i);
        }
    }

    /// <summary>Every element, the managed ones first.</summary>
    public ImmutableArray<string> Names { get; }

    public ImmutableArray<string> ManagedNames { get; }

    public ImmutableArray<bool> MayReboot { get; }

    public static ProfileLayout Of(PhoneModel model) => Layouts[PhoneModel.All.IndexOf(model)].Value;

    /// <summary>Whether the model has been seen to know the parameter, and has the line or key that the name counts.</summary>
    public static bool IsOn(CatalogueParameter parameter, string name, PhoneModel model) =>
        parameter.IsSeenOn(model) && parameter.Expand(LimitOf(parameter, model)).Contains(name, StringComparer.Ordinal);

    /// <summary>How many line keys are written: those without any have the parameters of one all the same.</summary>
    public static int KeysOf(PhoneModel model) => Math.Max(1, model.LineKeys);

    public static IEnumerable<string> Expand(ManagedParameter managed, int registrations, int keys, int units) => managed.Axis switch
    {
        ParameterAxis.Phone => [managed.Pattern],
        ParameterAxis.Registration => Enumerable.Range(1, registrations).Select(n => PatternNames.At(managed.Pattern, n)),
        ParameterAxis.Key => Enumerable.Range(1, keys).Select(n => PatternNames.At(managed.Pattern, n)),
        ParameterAxis.Unit => Enumerable.Range(1, units).Select(u => PatternNames.At(managed.Pattern, u)),
        _ => Enumerable.Range(0, units * UnitKeys).Select(i => PatternNames.At(managed.Pattern, (i / UnitKeys) + 1, (i % UnitKeys) + 1)),
    };

    public ProfileParameter?[] CopyDefaults() => (ProfileParameter?[])_defaults.Clone();

    /// <summary>The slot of a managed pattern; <paramref name="index"/> counts from 1. A pattern that is not in the table is a mistake in this program.</summary>
    public int SlotOf(string pattern, int index) => _slotsByPattern[pattern][index - 1];

    /// <summary>The slots of the factory's parameters whose names end so.</summary>
    public ImmutableArray<int> SlotsEndingIn(string suffix) => _slotsBySuffix.GetOrAdd(
        suffix, s => [.. Enumerable.Range(ManagedNames.Length, Names.Length - ManagedNames.Length).Where(slot => Names[slot].EndsWith(s, StringComparison.Ordinal))]);

    /// <summary>The slot of an element name, or -1.</summary>
    public int Find(string name) => _slotsByName.GetValueOrDefault(name, -1);

    /// <summary>Patterns of one axis side by side under each index: line 1 whole, then line 2.</summary>
    private void AddManaged(List<string> names, ManagedParameter[] patterns, PhoneModel model)
    {
        var expanded = Array.ConvertAll(patterns, p => Expand(p, model.Registrations, KeysOf(model), model.ConsoleUnits).ToArray());
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
