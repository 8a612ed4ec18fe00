using System.Collections.Frozen;
using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Phones;

/// <summary>The site's codecs by the phones' names, in order of preference.</summary>
internal sealed class PhoneCodecs
{
    private static readonly FrozenDictionary<string, string> ByAsteriskName = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ulaw"] = "G711u",
        ["alaw"] = "G711a",
        ["g722"] = "G722",
        ["g726"] = "G726-32",
        ["g729"] = "G729a",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly ImmutableArray<string> _names;

    private PhoneCodecs(ImmutableArray<string> names) => _names = names;

    /// <summary>Asterisk's names of the codecs that the phones speak.</summary>
    public static IEnumerable<string> AsteriskNames => ByAsteriskName.Keys.Order(StringComparer.Ordinal);

    public static bool IsKnown(string asteriskName) => ByAsteriskName.ContainsKey(asteriskName);

    public static PhoneCodecs Of(ImmutableArray<Located<string>> codecs) =>
        new([.. codecs.Where(c => IsKnown(c.Value)).Select(c => ByAsteriskName[c.Value]).Distinct(StringComparer.Ordinal)]);

    /// <summary>The codec of that preference (from 0): G711u first where the site names none, <c>Unspecified</c> after the last.</summary>
    public string At(int preference) => preference < _names.Length ? _names[preference] : preference == 0 ? "G711u" : "Unspecified";

    public string Enable(string phoneName) => RenderContext.YesNo(_names.Contains(phoneName, StringComparer.Ordinal) || (_names.IsEmpty && phoneName == "G711u"));
}
