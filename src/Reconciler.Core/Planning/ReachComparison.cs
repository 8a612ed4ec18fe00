using System.Collections.Immutable;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Planning;

/// <summary>
/// Whether every extension and every phone that stays still reaches the contexts that its calls left by. Which of them carries an emergency number only the administrator's dialplan knows,
/// so each is taken for one that does.
/// </summary>
internal sealed class ReachComparison
{
    private readonly SortedDictionary<(string Context, string? Before), List<string>> _losses = [];
    private readonly EffectiveFleet _from;
    private readonly EffectiveFleet _to;
    private readonly DialledContexts _before;
    private readonly DialledContexts _after;

    private ReachComparison(EffectiveFleet from, EffectiveFleet to)
    {
        (_from, _to) = (from, to);
        (_before, _after) = (new DialledContexts(from.Site), new DialledContexts(to.Site));
    }

    /// <summary>By context; none at a site without emergency numbers.</summary>
    public static ImmutableArray<ReachLoss> Between(EffectiveFleet? from, EffectiveFleet to) =>
        from is null || (from.Site.Emergency.IsEmpty && to.Site.Emergency.IsEmpty) ? [] : new ReachComparison(from, to).Compare();

    private ImmutableArray<ReachLoss> Compare()
    {
        CompareExtensions();
        ComparePhones();
        return [.. _losses.Select(l => new ReachLoss(l.Key.Context, l.Key.Before, [.. l.Value]))];
    }

    private void CompareExtensions()
    {
        // Where the contexts are the same, most extensions reach what they did.
        var isSameSite = _from.Site.Digest == _to.Site.Digest;
        var (from, to) = UnchangedPart.LeftOut(
            _from.Extensions, _to.Extensions, (one, other) => one.Number.CompareTo(other.Number), (one, other) => isSameSite && one.CallingContext == other.CallingContext);
        var after = to.ToDictionary(e => e.Number);
        foreach (var old in from)
        {
            if (after.TryGetValue(old.Number, out var now))
            {
                Note(old.Number.ToString(), _before.From(old.CallingContext), _after.From(now.CallingContext));
            }
        }
    }

    private void ComparePhones()
    {
        var (from, to) = UnchangedPart.LeftOut(
            _from.Phones, _to.Phones, (one, other) => one.Phone.Mac.CompareTo(other.Phone.Mac), (one, other) => NumbersOf(one).SequenceEqual(NumbersOf(other)));
        if (from.Count == 0)
        {
            return;
        }

        var after = to.ToDictionary(p => p.Phone.Mac);
        var (callingBefore, callingAfter) = (Calling(_from), Calling(_to));
        foreach (var old in from)
        {
            if (after.TryGetValue(old.Phone.Mac, out var now))
            {
                Note(old.Phone.Mac.ToString(), Reach(old, callingBefore, _before), Reach(now, callingAfter, _after));
            }
        }
    }

    private void Note(string caller, ImmutableArray<string> reached, ImmutableArray<string> reaches)
    {
        for (var i = 0; i < reached.Length; i++)
        {
            var position = reaches.IndexOf(reached[i]);
            if (position < 0)
            {
                Add((reached[i], null), caller);
            }
            else if (reaches.Take(position).FirstOrDefault(context => !reached.AsSpan(0, i).Contains(context)) is { } first)
            {
                Add((reached[i], first), caller);
            }
        }
    }

    private void Add((string Context, string? Before) loss, string caller)
    {
        if (!_losses.TryGetValue(loss, out var callers))
        {
            _losses.Add(loss, callers = []);
        }

        callers.Add(caller);
    }

    private static Dictionary<ExtensionNumber, string> Calling(EffectiveFleet fleet) => fleet.Extensions.ToDictionary(e => e.Number, e => e.CallingContext);

    private static IEnumerable<ExtensionNumber> NumbersOf(EffectivePhone phone) => phone.Phone.Registrations.Select(r => r.Extension.Number.Value);

    private static ImmutableArray<string> Reach(EffectivePhone phone, Dictionary<ExtensionNumber, string> calling, DialledContexts contexts) =>
        [.. NumbersOf(phone).Where(calling.ContainsKey).SelectMany(n => contexts.From(calling[n])).Distinct(StringComparer.Ordinal)];
}
