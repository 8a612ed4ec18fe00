using Reconciler.Core.Fleets;
using Reconciler.Core.Fleets.Specs;

namespace Reconciler.Core.Planning.Narration;

/// <summary>One side of a comparison by name: its extensions, groups and phones, and what people call them.</summary>
internal sealed class FleetNames
{
    private readonly Dictionary<string, Extension> _extensions;
    private readonly Dictionary<string, RingGroupSpec> _groups;
    private readonly Dictionary<MacAddress, Phone> _phones;

    /// <summary>A null fleet is one without anything.</summary>
    public FleetNames(EffectiveFleet? fleet)
    {
        Fleet = fleet;
        _extensions = (fleet?.Extensions ?? []).ToDictionary(e => e.Number.ToString(), StringComparer.Ordinal);
        _groups = (fleet?.Groups ?? []).ToDictionary(g => g.Number.Value.ToString(), StringComparer.Ordinal);
        _phones = (fleet?.Phones ?? []).ToDictionary(p => p.Phone.Mac, p => p.Phone);
    }

    public EffectiveFleet? Fleet { get; }

    /// <summary><c>Sally's phone (SPA525G, 00:25:84:06:11:56)</c>: by its description, else by whom it registers first.</summary>
    public static string TitleOf(Phone phone) => $"{NameOf(phone)} ({phone.Model}, {phone.Mac.WithColons})";

    /// <summary><c>152 "Sally"</c>, or the number alone.</summary>
    public static string Of(Extension extension) => Of(extension.Number.ToString(), extension.Spec.Name?.Value);

    public static string Of(string number, string? name) => name is null || name == number ? number : $"{number} {Words.Quote(name)}";

    public Extension? Find(string number) => _extensions.GetValueOrDefault(number);

    public RingGroupSpec? FindGroup(string number) => _groups.GetValueOrDefault(number);

    public Phone? Find(MacAddress mac) => _phones.GetValueOrDefault(mac);

    /// <summary>The number with its extension's name, where it is an extension.</summary>
    public string Named(string number) => Of(number, Find(number)?.Spec.Name?.Value);

    private static string NameOf(Phone phone) => phone switch
    {
        { Spec.Description.Value: { } description } => Words.Legible(description),
        { Registrations: [{ Extension.Name.Value: { } name }, ..] } => $"{Words.Legible(name)}'s phone",
        { Registrations: [var first, ..] } => $"Phone of {first.Extension.Number.Value}",
        _ => "Phone without a line",
    };
}
