using System.Runtime.InteropServices;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Phones;

/// <summary>Fills a model's layout. Every managed parameter has to be set, so that nothing is left as the phone had it.</summary>
internal sealed class ProfileBuilder(ProfileLayout layout)
{
    private readonly ProfileParameter?[] _slots = layout.CopyDefaults();
    private readonly SortedDictionary<string, ProfileParameter> _added = new(StringComparer.Ordinal);

    public void Set(string name, ConfigText value, SpecLocation? source = null) => Set(name, 1, value, source);

    public void Set(string pattern, int index, ConfigText value, SpecLocation? source = null)
    {
        // Devices of a family that lacks the element have no slot for it: rules refuse what a spec says of it.
        if (layout.SlotOf(pattern, index) is var slot and >= 0)
        {
            _slots[slot] = new ProfileParameter(layout.Names[slot], value, source, layout.Known[slot]?.MayReboot ?? false) { IsOfUser = layout.Known[slot]?.Access == ParameterAccess.User };
        }
    }

    /// <summary>A parameter that the user names: over the factory's default, or after everything else.</summary>
    public void Override(string name, ConfigText value, SpecLocation source, CatalogueParameter? known)
    {
        // Nobody knows what an unknown one does: it may as well restart the phone.
        var parameter = new ProfileParameter(name, value, source, known?.MayReboot ?? true) { IsOfUser = known?.Access == ParameterAccess.User };
        var slot = layout.Find(name);
        if (slot < 0)
        {
            _added[name] = parameter;
        }
        else if (slot >= layout.ManagedNames.Length || !layout.Managed.IsRefused(name))
        {
            _slots[slot] = parameter;
        }
    }

    /// <summary>Changes the factory's values of parameters whose names end so, where the profile writes them at all.</summary>
    public void AdjustDefaults(string suffix, Func<string, string> adjust) => Adjust(layout.SlotsEndingIn(suffix), adjust);

    /// <summary>The same for the one parameter of that name, where the model has it.</summary>
    public void AdjustDefault(string name, Func<string, string> adjust) => Adjust(layout.SlotsEndingIn(name).Where(slot => layout.Find(name) == slot), adjust);

    private void Adjust(IEnumerable<int> slots, Func<string, string> adjust)
    {
        foreach (var slot in slots)
        {
            if (_slots[slot] is { Source: null } factory && adjust(factory.Value.Open()) is var value && value != factory.Value.Open())
            {
                _slots[slot] = factory with { Value = value };
            }
        }
    }

    public PhoneProfile Build(MacAddress mac)
    {
        var unset = Array.IndexOf(_slots, null);
        if (unset >= 0)
        {
            throw new InvalidOperationException($"Nothing sets {layout.Names[unset]}.");
        }

        var all = new ProfileParameter[_slots.Length + _added.Count];
        _slots.CopyTo(all, 0);
        _added.Values.CopyTo(all, _slots.Length);
        return new PhoneProfile(mac, ImmutableCollectionsMarshal.AsImmutableArray(all));
    }
}
