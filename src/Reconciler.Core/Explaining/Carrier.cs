using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Planning.Narration;

namespace Reconciler.Core.Explaining;

/// <summary>A phone that registers an extension.</summary>
/// <param name="Mac">The phone.</param>
/// <param name="Title">As people call it: <c>Fred's desk (SPA525G, 00:25:84:06:11:56)</c>.</param>
/// <param name="Registration">The number of the registration, from 1.</param>
/// <param name="Keys">The line keys that show it, from 1; empty on a model without line keys.</param>
public sealed record Carrier(MacAddress Mac, string Title, int Registration, ImmutableArray<int> Keys)
{
    /// <summary><c>key 1 of Fred's desk (…)</c>.</summary>
    public string Text => Keys switch
    {
        [] => $"the line of {Title}",
        [var only] => $"key {only} of {Title}",
        _ => $"keys {Words.Join([.. Keys.Select(k => $"{k}")])} of {Title}",
    };

    internal static ImmutableArray<Carrier> Of(Extension extension, FleetNames names) =>
        [.. extension.Phones.Select(names.Find).OfType<Phone>().Select(phone => Of(phone, extension))];

    private static Carrier Of(Phone phone, Extension extension)
    {
        var registration = phone.Registrations.First(r => r.Extension.Number.Value == extension.Number).Index;
        var keys = Enumerable.Range(1, phone.Keys.Length).Where(k => phone.Keys[k - 1] is LineKey line && line.RegistrationIndex == registration);
        return new Carrier(phone.Mac, FleetNames.TitleOf(phone), registration, [.. keys]);
    }
}
