namespace Reconciler.Import.Drafts;

/// <summary>The passwords that were found, as the files of the host's secrets directory that will hold them. None of them is ever in a spec or a finding.</summary>
internal sealed class SecretFiles
{
    private readonly SortedDictionary<string, string> _byName = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> All => _byName;

    /// <summary>The name of the file that holds the secret: the wished one, with a number where that holds another secret.</summary>
    public string Add(string wished, string value)
    {
        for (var n = 1; ; n++)
        {
            var name = n == 1 ? wished : $"{wished}-{n.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
            if (_byName.TryAdd(name, value) || _byName[name] == value)
            {
                return name;
            }
        }
    }

    /// <summary>Leaves those out that no spec names.</summary>
    public void KeepOnly(IReadOnlySet<string> names)
    {
        foreach (var unused in _byName.Keys.Where(n => !names.Contains(n)).ToList())
        {
            _byName.Remove(unused);
        }
    }
}
