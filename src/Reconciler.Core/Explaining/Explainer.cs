using System.Collections.Immutable;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Settings;
using Reconciler.Core.Planning.Narration;

namespace Reconciler.Core.Explaining;

/// <summary>Says of one phone, extension, ring group or inbound number why it is as it is. Uses no key: secrets are their references.</summary>
public sealed class Explainer
{
    private readonly EffectiveFleet _fleet;
    private readonly FleetNames _names;
    private readonly PlaceOwners _owners;
    private readonly ILineHistory _history;
    private readonly PhoneLookup _lookup;

    public Explainer(Fleet fleet, ILineHistory history)
    {
        _fleet = EffectiveFleet.Of(fleet);
        _names = new FleetNames(_fleet);
        _owners = new PlaceOwners(_fleet, history);
        _history = history;
        _lookup = new PhoneLookup(_fleet.Phones.Select(p => p.Phone).Select(p => new NamedPhone(
            p.Mac, [.. p.Registrations.Select(r => r.Extension.Number.Value.ToString()).Distinct(StringComparer.Ordinal)], p.Names)));
    }

    /// <summary>Everything of that name; what nothing is called gives an empty explanation.</summary>
    /// <param name="subject">A MAC address in any spelling, or the number of an extension, a ring group or an inbound number.</param>
    public Explanation Explain(string subject)
    {
        var phone = MacAddress.TryParse(subject, out var mac) ? _names.Find(mac) : null;
        var group = _names.FindGroup(subject);
        ImmutableArray<CallExplanation> groups = group is null ? [] : [new CallExplanation(subject, null, Path().Of(group))];
        return new Explanation
        {
            Subject = subject,
            Phone = phone is null ? null : Of(phone),
            Extension = _names.Find(subject) is { } extension ? Of(extension) : null,
            Calls = [.. groups, .. _fleet.Routes.Where(r => r.Did.Value == subject).Select(r => new CallExplanation(r.Did.Value, r.Context.Value, Path().Of(r)))],
            MissingHistory = _history.Missing,
        };
    }

    /// <summary>The phones that people call by that name.</summary>
    public ImmutableArray<NamedPhone> Namesakes(string name) => _lookup.Find(name);

    /// <summary>A hint for a name that means nothing here: the site's use of it, or the nearest that does mean something; null: nothing.</summary>
    public string? Hint(string subject) => ReservedNumbers.Find(_fleet.Site, subject) ?? _lookup.Hint(subject, Numbers());

    private IEnumerable<string> Numbers() =>
    [
        .. _fleet.Extensions.Select(e => e.Number.ToString()), .. _fleet.Groups.Select(g => g.Number.Value.ToString()), .. _fleet.Routes.Select(r => r.Did.Value),
    ];

    private CallPath Path() => new(_names, _owners);

    private PhoneExplanation Of(Phone phone) => new(
        phone.Mac,
        phone.Model,
        FleetNames.TitleOf(phone),
        _owners.SourceOf(phone.Spec.Mac.Location),
        [.. phone.Profiles.Select(p => p.Name.Value)],
        [.. LayerValue.Explain(new PhoneLayers(_fleet, _names).Render(phone), _owners.SourceOf).Select(v => v with { Key = ManagedParameters.Of(phone.Model).KeyOf(v.Name) ?? SettingFields.KeyOf(v.Name, phone.Model) })]);

    private ExtensionExplanation Of(Extension extension) => new(
        extension.Number,
        CallPath.TitleOf(extension),
        _owners.SourceOf(extension.Spec.Number.Location),
        LayerValue.Explain(new ExtensionLayers(_fleet).Render(extension), _owners.SourceOf),
        Carrier.Of(extension, _names),
        Path().Of(extension));
}
