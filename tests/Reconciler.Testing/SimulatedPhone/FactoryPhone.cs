using System.Text;

namespace Reconciler.Testing.SimulatedPhone;

/// <summary>
/// The memory of a phone that left the factory: what a parameter is worth after the profiles it was given. It has no network; <see cref="DeskPhone"/> has.
/// Names are case-sensitive; a parameter that a profile does not mention keeps its value; the last of repeated ones wins; unknown ones are ignored.
/// </summary>
public sealed class FactoryPhone
{
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _ignored = new(StringComparer.Ordinal);

    /// <summary>A phone fresh from the factory that knows the parameters of <see cref="FactoryDefaults"/>.</summary>
    public FactoryPhone(PhoneIdentity identity)
        : this(identity, FactoryDefaults.For(identity))
    {
    }

    /// <summary>A phone fresh from the factory that knows just these parameters, with these factory values.</summary>
    public FactoryPhone(PhoneIdentity identity, IEnumerable<KeyValuePair<string, string>> defaults)
    {
        Identity = identity;
        foreach (var (name, value) in defaults)
        {
            _values[name] = value;
        }
    }

    /// <summary>Which phone it is.</summary>
    public PhoneIdentity Identity { get; }

    /// <summary>What each parameter that the phone knows is worth.</summary>
    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>What profiles said of parameters that this phone does not know; it has no effect.</summary>
    public IReadOnlyDictionary<string, string> Ignored => _ignored;

    /// <summary>The value of a parameter that the phone knows.</summary>
    public string this[string name] => _values.TryGetValue(name, out var value)
        ? value
        : throw new KeyNotFoundException($"The simulated {Identity.ProductName} has no parameter '{name}'.");

    /// <summary>True when a yes-or-no parameter says yes, in any case.</summary>
    public bool IsYes(string name) => string.Equals(this[name], "Yes", StringComparison.OrdinalIgnoreCase);

    /// <summary>Takes a profile over, and returns the names of the parameters whose value it changed.</summary>
    /// <exception cref="ProfileRejectedException">The profile cannot be read; nothing of it was taken.</exception>
    public IReadOnlyCollection<string> Apply(ReadOnlyMemory<byte> profile)
    {
        var changed = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in FlatProfile.Parse(profile))
        {
            if (value is null)
            {
                continue;
            }

            var target = _values.ContainsKey(name) ? _values : _ignored;
            if (target == _values && _values[name] != value)
            {
                changed.Add(name);
            }

            target[name] = value;
        }

        return changed;
    }

    /// <summary>Takes a profile over that is at hand as text.</summary>
    public IReadOnlyCollection<string> Apply(string profile) => Apply(Encoding.UTF8.GetBytes(profile));

    /// <summary>The same memory in a phone that now runs another firmware.</summary>
    public FactoryPhone With(PhoneIdentity identity)
    {
        var phone = new FactoryPhone(identity, _values);
        foreach (var (name, value) in _ignored)
        {
            phone._ignored[name] = value;
        }

        return phone;
    }

    /// <summary>Sets a parameter as a rule's assignment or the phone's own menu does.</summary>
    public void Set(string name, string value) => _values[name] = value;

    /// <summary>
    /// Where two phones differ, one line a parameter (<c>name: 'this' / 'other'</c>), what they ignored included, so that a parameter which only one of them was
    /// ever told of shows.
    /// </summary>
    public IReadOnlyList<string> DifferencesFrom(FactoryPhone other)
    {
        var names = _values.Keys.Concat(_ignored.Keys).Concat(other._values.Keys).Concat(other._ignored.Keys).Distinct(StringComparer.Ordinal);
        return [.. names
            .Select(name => (Name: name, Mine: ValueOrNull(name), Theirs: other.ValueOrNull(name)))
            .Where(pair => pair.Mine != pair.Theirs)
            .Select(pair => $"{pair.Name}: {Quote(pair.Mine)} / {Quote(pair.Theirs)}")
            .Order(StringComparer.Ordinal)];
    }

    private static string Quote(string? value) => value is null ? "never set" : $"'{value}'";

    private string? ValueOrNull(string name) => _values.GetValueOrDefault(name) ?? _ignored.GetValueOrDefault(name);
}
