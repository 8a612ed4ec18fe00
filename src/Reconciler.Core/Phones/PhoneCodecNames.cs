using System.Collections.Frozen;

namespace Reconciler.Core.Phones;

/// <summary>The codecs that a family of devices speaks.</summary>
/// <param name="usual">The family's name of the codec that is taken where the site names none that it speaks.</param>
/// <param name="names">Asterisk's names and the family's.</param>
internal sealed class PhoneCodecNames(string usual, params ReadOnlySpan<(string Asterisk, string Phone)> names)
{
    private readonly FrozenDictionary<string, string> _byAsteriskName = ToDictionary(names);

    public string Usual => usual;

    /// <summary>Asterisk's names.</summary>
    public IEnumerable<string> All => _byAsteriskName.Keys.Order(StringComparer.Ordinal);

    public string? Find(string asteriskName) => _byAsteriskName.GetValueOrDefault(asteriskName);

    private static FrozenDictionary<string, string> ToDictionary(ReadOnlySpan<(string Asterisk, string Phone)> names)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (asterisk, phone) in names)
        {
            all.Add(asterisk, phone);
        }

        return all.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
