using System.Collections.Immutable;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Fleets;

/// <summary>
/// Phones and extensions that were edited in place: each stands where it stood, and all other documents are the very objects that they were. Of anything
/// else there is no such change, and the site is resolved anew.
/// </summary>
internal sealed record DocumentChange(ImmutableArray<(PhoneSpec Before, PhoneSpec After)> Phones, ImmutableArray<(ExtensionSpec Before, ExtensionSpec After)> Extensions)
{
    public bool IsEmpty => Phones.IsEmpty && Extensions.IsEmpty;

    /// <summary>The files that were edited, as they were called before and after.</summary>
    public IEnumerable<string> Files =>
    [
        .. Phones.SelectMany(p => new[] { p.Before.Location.File, p.After.Location.File }),
        .. Extensions.SelectMany(e => new[] { e.Before.Location.File, e.After.Location.File }),
    ];

    /// <summary>Null: more was changed, or what others see of a document.</summary>
    public static DocumentChange? Between(SpecSet before, SpecSet after)
    {
        if (!ReferenceEquals(before.Site, after.Site) || before.Gaps.Files + after.Gaps.Files > 0
            || !AreSame(before.Profiles, after.Profiles) || !AreSame(before.Groups, after.Groups) || !AreSame(before.Routes, after.Routes)
            || Pairs(before.Phones, after.Phones) is not { } phones || Pairs(before.Extensions, after.Extensions) is not { } extensions)
        {
            return null;
        }

        return phones.All(p => IsKnownAs(p.Before, p.After)) && extensions.All(e => IsKnownAs(e.Before, e.After)) ? new DocumentChange(phones, extensions) : null;
    }

    private static bool AreSame<T>(ImmutableArray<T> before, ImmutableArray<T> after)
        where T : Spec => Pairs(before, after) is { IsEmpty: true };

    private static ImmutableArray<(T Before, T After)>? Pairs<T>(ImmutableArray<T> before, ImmutableArray<T> after)
        where T : Spec
    {
        if (before.Length != after.Length)
        {
            return null;
        }

        var pairs = ImmutableArray.CreateBuilder<(T, T)>();
        for (var i = 0; i < before.Length; i++)
        {
            if (!ReferenceEquals(before[i], after[i]))
            {
                pairs.Add((before[i], after[i]));
            }
        }

        return pairs.DrainToImmutable();
    }

    private static bool IsKnownAs(PhoneSpec before, PhoneSpec after) => before.Mac.Value == after.Mac.Value && before.Address?.Value == after.Address?.Value;

    /// <summary>Its name and its mailbox's address are its own; by the rest, others and Asterisk know it.</summary>
    private static bool IsKnownAs(ExtensionSpec before, ExtensionSpec after) =>
        before.Number.Value == after.Number.Value && before.Device == after.Device && before.User?.Value == after.User?.Value && before.Context?.Value == after.Context?.Value
        && before.Voicemail is null == after.Voicemail is null
        && before.Secret.Value == after.Secret.Value && before.PreviousSecret?.Value == after.PreviousSecret?.Value;
}
