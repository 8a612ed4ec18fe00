using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Specs;

/// <summary>The phones' vertical service codes.</summary>
/// <param name="Base">Of those that are not named; null: what a lower layer says.</param>
/// <param name="Codes">Codes by element name, each with its text; empty switches one off.</param>
/// <param name="Location">Where the spec says so.</param>
public sealed record ServiceCodesSpec(Located<ServiceCodes>? Base, ImmutableArray<ParameterSpec> Codes, SpecLocation Location)
{
    /// <summary>This over a lower layer: a base replaces all of it, codes alone are added.</summary>
    public ServiceCodesSpec Over(ServiceCodesSpec? lower) => Base is not null || lower is null ? this : this with
    {
        Base = lower.Base,
        Codes = [.. lower.Codes.Where(c => Codes.All(mine => mine.Name.Value != c.Name.Value)), .. Codes],
    };
}

/// <summary>Whether the phones keep their vertical service codes.</summary>
public enum ServiceCodes
{
    /// <summary>Every code emptied but those that the site's features give, so that Asterisk's own feature codes reach it.</summary>
    None,

    /// <summary>The factory's codes, but for those that the site's features give.</summary>
    Factory,
}
