using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Phones;

/// <summary>The site's codecs by a family's names, in order of preference; those that it does not speak are left out.</summary>
internal sealed class PhoneCodecs
{
    private readonly PhoneCodecNames _family;
    private readonly ImmutableArray<string> _names;

    private PhoneCodecs(PhoneCodecNames family, ImmutableArray<string> names)
    {
        _family = family;
        _names = names;
    }

    public static PhoneCodecs Of(ImmutableArray<Located<string>> codecs, PhoneCodecNames family) =>
        new(family, [.. codecs.Select(c => family.Find(c.Value)).OfType<string>().Distinct(StringComparer.Ordinal)]);

    /// <summary>By the family's names.</summary>
    public ImmutableArray<string> Names => _names.IsEmpty ? [_family.Usual] : _names;

    /// <summary>The codec of that preference (from 0): the family's usual one first where the site names none, <c>Unspecified</c> after the last.</summary>
    public string At(int preference) => preference < Names.Length ? Names[preference] : "Unspecified";

    public string Enable(string phoneName) => RenderContext.YesNo(Names.Contains(phoneName, StringComparer.Ordinal));
}
