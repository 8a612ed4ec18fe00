using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets;
using Reconciler.Core.Phones;
using Reconciler.Core.Phones.Families;

namespace Reconciler.Core.Planning;

/// <summary>Finds what becomes of each phone. Only phones whose inputs differ are rendered.</summary>
internal sealed class PhoneComparison
{
    private readonly PlanRequest _request;
    private readonly HashSet<string> _cutOff;

    private PhoneComparison(PlanRequest request)
    {
        _request = request;
        _cutOff = RotatedAtOnce(request);
    }

    /// <summary>The phones that change, by MAC.</summary>
    public static ImmutableArray<PhoneChange> Of(PlanRequest request) => new PhoneComparison(request).Compare();

    private ImmutableArray<PhoneChange> Compare()
    {
        var (from, to) = UnchangedPart.LeftOut(_request.From?.Phones ?? [], _request.To.Phones, (one, other) => one.Phone.Mac.CompareTo(other.Phone.Mac), (one, other) => ReferenceEquals(one.Phone, other.Phone));
        var before = from.ToDictionary(p => p.Phone.Mac);
        var changes = new List<PhoneChange>();
        var added = new List<EffectivePhone>();
        foreach (var phone in to)
        {
            if (!before.Remove(phone.Phone.Mac, out var old))
            {
                added.Add(phone);
            }
            else if (old.Phone.InputDigest != phone.Phone.InputDigest && Changed(old, phone) is { } change)
            {
                changes.Add(change);
            }
        }

        AddNew(added, before, changes);
        changes.AddRange(before.Values.Select(Removed));
        changes.Sort((a, b) => a.Mac.CompareTo(b.Mac));
        return [.. changes];
    }

    /// <summary>A new phone that registers just what one that goes registered takes its place.</summary>
    private void AddNew(List<EffectivePhone> added, Dictionary<MacAddress, EffectivePhone> gone, List<PhoneChange> changes)
    {
        var byLines = new Dictionary<string, Queue<EffectivePhone>>(StringComparer.Ordinal);
        foreach (var phone in gone.Values.Where(p => !p.Phone.Registrations.IsEmpty).OrderBy(p => p.Phone.Mac))
        {
            var lines = LinesOf(phone);
            if (!byLines.TryGetValue(lines, out var queue))
            {
                byLines.Add(lines, queue = new Queue<EffectivePhone>());
            }

            queue.Enqueue(phone);
        }

        foreach (var phone in added.OrderBy(p => p.Phone.Mac))
        {
            if (byLines.TryGetValue(LinesOf(phone), out var queue) && queue.TryDequeue(out var old))
            {
                gone.Remove(old.Phone.Mac);
                changes.Add(Of(phone, PlanVerb.Replace) with { Replaces = old.Phone.Mac, Changes = Sorted(Differences(old, phone, out _)) });
            }
            else
            {
                changes.Add(Added(phone));
            }
        }
    }

    private static string LinesOf(EffectivePhone phone) => string.Join(',', phone.Phone.Registrations.Select(r => r.Extension.Number.Value));

    private PhoneChange Added(EffectivePhone phone) => Of(phone, PlanVerb.Add) with
    {
        Changes = _request.WithAddedParameters ? Sorted(Settings(phone)) : [],
        Inputs = phone.Phone.InputDigest,
    };

    private IEnumerable<ValueChange> Settings(EffectivePhone phone) => _request.RenderProfile(phone).Parameters
        .Where(p => p.Source is not null)
        .Select(p => ValueChange.Between(p.Name, null, PlanValue.Of(p.Value))!)
        .Concat(SemanticField<Phone>.Compare(SemanticFields.Phone, null, phone.Phone));

    private static PhoneChange Removed(EffectivePhone phone) => Of(phone, PlanVerb.Remove);

    /// <summary>Null where only what no phone sees differs.</summary>
    private PhoneChange? Changed(EffectivePhone old, EffectivePhone phone)
    {
        var changes = Differences(old, phone, out var mayReboot);
        if (changes.Count == 0)
        {
            return null;
        }

        var effects = ImmutableArray.CreateBuilder<PhoneEffect>();
        if (changes.Exists(c => !IsOwnField(c.Name)))
        {
            effects.Add(PhoneEffect.Resync);
        }

        if (changes.Exists(c => DeviceFamilies.Of(phone.Phone.Model).IsOfARegistration(c.Name)))
        {
            effects.Add(PhoneEffect.Reregister);
        }

        if (mayReboot)
        {
            effects.Add(PhoneEffect.Reboot);
        }

        if (phone.Phone.Registrations.Any(r => _cutOff.Contains(r.Extension.Number.Value.ToString())))
        {
            effects.Add(PhoneEffect.CannotCallUntilResync);
        }

        return Of(phone, PlanVerb.Change) with { Changes = Sorted(changes), Effects = effects.ToImmutable() };
    }

    private static bool IsOwnField(string name) => SemanticFields.Phone.Any(f => f.Name == name);

    private List<ValueChange> Differences(EffectivePhone old, EffectivePhone phone, out bool mayReboot)
    {
        var changes = new List<ValueChange>();
        mayReboot = false;
        var before = new Dictionary<string, ProfileParameter>(StringComparer.Ordinal);
        foreach (var parameter in _request.RenderProfile(old).Parameters)
        {
            before[parameter.Name] = parameter;
        }

        foreach (var parameter in _request.RenderProfile(phone).Parameters)
        {
            PlanValue? from = before.Remove(parameter.Name, out var was) ? PlanValue.Of(was.Value) : null;
            if (ValueChange.Between(parameter.Name, from, PlanValue.Of(parameter.Value)) is { } change)
            {
                changes.Add(change);
                mayReboot |= parameter.MayReboot;
            }
        }

        foreach (var parameter in before.Values)
        {
            changes.Add(ValueChange.Between(parameter.Name, PlanValue.Of(parameter.Value), null)!);
        }

        changes.AddRange(SemanticField<Phone>.Compare(SemanticFields.Phone, old.Phone, phone.Phone));
        return changes;
    }

    private static ImmutableArray<ValueChange> Sorted(IEnumerable<ValueChange> changes) => [.. changes.OrderBy(c => c.Name, StringComparer.Ordinal)];

    private static PhoneChange Of(EffectivePhone phone, PlanVerb verb) => new()
    {
        Mac = phone.Phone.Mac,
        Model = phone.Phone.Model,
        Verb = verb,
        Description = phone.Phone.Spec.Description?.Value,
    };

    /// <summary>Extensions whose login or secret changes while the old one is not kept beside it.</summary>
    private static HashSet<string> RotatedAtOnce(PlanRequest request)
    {
        if (request.From is null || request.From.Extensions == request.To.Extensions)
        {
            return [];
        }

        var before = request.From.Extensions.ToDictionary(e => e.Number, e => e.Spec);
        var rotated = new HashSet<string>(StringComparer.Ordinal);
        foreach (var extension in request.To.Extensions)
        {
            if (before.TryGetValue(extension.Number, out var old)
                && (SipLogin.Of(old) != SipLogin.Of(extension.Spec)
                    || (old.Secret.Value != extension.Spec.Secret.Value && extension.Spec.PreviousSecret?.Value != old.Secret.Value)))
            {
                rotated.Add(extension.Number.ToString());
            }
        }

        return rotated;
    }
}
