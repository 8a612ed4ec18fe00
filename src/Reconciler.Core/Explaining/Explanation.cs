using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;

namespace Reconciler.Core.Explaining;

/// <summary>All that a name may mean in a fleet, and how each came to be as it is.</summary>
public sealed record Explanation
{
    /// <summary>As it was asked for.</summary>
    public required string Subject { get; init; }

    public required PhoneExplanation? Phone { get; init; }

    public required ExtensionExplanation? Extension { get; init; }

    /// <summary>The ring group and the inbound numbers of that name, with the way of their calls.</summary>
    public required ImmutableArray<CallExplanation> Calls { get; init; }

    /// <summary>Why no line has a commit, as a sentence; null: they have.</summary>
    public required string? MissingHistory { get; init; }

    public bool IsEmpty => Phone is null && Extension is null && Calls.IsEmpty;

    private IEnumerable<ExplainedValue> Values => [.. Phone?.Values ?? [], .. Extension?.Values ?? []];

    /// <summary>With the values of one name alone; null: there are none.</summary>
    /// <param name="parameter">An element, an option (<c>context</c> or <c>endpoint/context</c>), or the key of the specs that sets it; in any case.</param>
    public Explanation? Only(string parameter)
    {
        var only = this with
        {
            Phone = Phone is null ? null : Phone with { Values = [.. Phone.Values.Where(v => v.IsCalled(parameter))] },
            Extension = Extension is null ? null : Extension with { Values = [.. Extension.Values.Where(v => v.IsCalled(parameter))] },
            Calls = [],
        };
        only = only with { Phone = only.Phone is { Values.IsEmpty: true } ? null : only.Phone, Extension = only.Extension is { Values.IsEmpty: true } ? null : only.Extension };
        return only.IsEmpty ? null : only;
    }

    /// <summary>A hint for a parameter that no value is called by.</summary>
    public string Hint(string parameter)
    {
        if (Phone is not null && ParameterCatalogue.Of(Phone.Model).Find(parameter) is not null)
        {
            return "The profile does not mention it, so the phone keeps what it has.";
        }

        return Suggestion.DidYouMean(parameter, Values.SelectMany(v => new[] { v.Name, v.FullName }))
            ?? (Phone is null && Extension is null ? "Only phones and extensions have parameters." : "Leave the name out to see them all.");
    }
}

/// <summary>A phone's whole profile.</summary>
/// <param name="Mac">The phone.</param>
/// <param name="Model">Its model.</param>
/// <param name="Title">As people call it.</param>
/// <param name="Source">Its spec.</param>
/// <param name="Profiles">The profiles applied to it, first to last.</param>
/// <param name="Values">Every element, in the order of the file.</param>
public sealed record PhoneExplanation(
    MacAddress Mac, PhoneModel Model, string Title, ValueSource Source, ImmutableArray<string> Profiles, ImmutableArray<ExplainedValue> Values);

/// <summary>An extension as Asterisk gets it.</summary>
/// <param name="Number">The extension.</param>
/// <param name="Title">Number and name.</param>
/// <param name="Source">Its spec.</param>
/// <param name="Values">The options of its objects and its mailbox, in the order of the files.</param>
/// <param name="Carriers">The phones that register it.</param>
/// <param name="Call">The way of a call to it.</param>
public sealed record ExtensionExplanation(
    ExtensionNumber Number, string Title, ValueSource Source, ImmutableArray<ExplainedValue> Values, ImmutableArray<Carrier> Carriers, CallNode Call);

/// <summary>The way of a call to a ring group or an inbound number.</summary>
/// <param name="Number">The group's number or the DID.</param>
/// <param name="Context">The trunk's context; null: a ring group.</param>
/// <param name="Call">The way.</param>
public sealed record CallExplanation(string Number, string? Context, CallNode Call);
