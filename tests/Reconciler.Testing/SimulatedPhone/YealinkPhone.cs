using System.Text;

namespace Reconciler.Testing.SimulatedPhone;

/// <summary>
/// The memory of a Yealink phone that left the factory. A file's first line is its version; then each line gives one parameter; what a file does not mention
/// stays, and <c>%NULL%</c> puts a parameter back to what it was in the factory.
/// </summary>
public sealed class YealinkPhone
{
    private const string Version = "#!version:1.0.0.1";
    private const string Factory = "%NULL%";

    private readonly Dictionary<string, string> _factory;
    private readonly SortedDictionary<string, string> _values;

    public YealinkPhone(IEnumerable<KeyValuePair<string, string>> factory)
    {
        _factory = new Dictionary<string, string>(factory, StringComparer.Ordinal);
        _values = new SortedDictionary<string, string>(_factory, StringComparer.Ordinal);
    }

    /// <summary>What the phone has; a parameter that it has only as the factory made it, and of which nobody here knows how, is empty.</summary>
    public string this[string name] => _values.GetValueOrDefault(name, "");

    /// <summary>Takes a file over.</summary>
    /// <exception cref="ProfileRejectedException">The file cannot be read; nothing of it was taken.</exception>
    public void Apply(ReadOnlyMemory<byte> file)
    {
        var lines = Encoding.UTF8.GetString(file.Span).Split('\n');
        if (lines[0] != Version)
        {
            throw new ProfileRejectedException("The first line is not the version.");
        }

        var given = lines.Where(line => line.Length > 0 && !line.StartsWith('#')).Select(line => line.Split('=', 2)).ToList();
        if (given.Find(parts => parts.Length != 2) is { } broken)
        {
            throw new ProfileRejectedException($"A line gives no parameter: {broken[0]}");
        }

        foreach (var parts in given)
        {
            Set(parts[0].Trim(), parts[1].Trim());
        }
    }

    /// <summary>Where two phones differ, one line a parameter.</summary>
    public IReadOnlyList<string> DifferencesFrom(YealinkPhone other) =>
        [.. _values.Keys.Union(other._values.Keys, StringComparer.Ordinal).Where(name => this[name] != other[name]).Select(name => $"{name}: '{this[name]}' / '{other[name]}'")];

    private void Set(string name, string value)
    {
        if (value != Factory)
        {
            _values[name] = value;
        }
        else if (_factory.TryGetValue(name, out var made))
        {
            _values[name] = made;
        }
        else
        {
            _values.Remove(name);
        }
    }
}
