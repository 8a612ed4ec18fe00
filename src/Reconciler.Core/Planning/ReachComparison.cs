using System.Collections.Immutable;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Planning;

/// <summary>
/// Whether every extension and every phone that stays still reaches the contexts that its calls left by. Which of them carries an emergency number only the administrator's dialplan knows,
/// so each is taken for one that does.
/// </summary>
internal static class ReachComparison
{
    /// <summary>By context; none at a site without emergency numbers.</summary>
    public static ImmutableArray<ReachLoss> Between(EffectiveFleet? from, EffectiveFleet to)
    {
        if (from is null || (from.Site.Emergency.IsEmpty && to.Site.Emergency.IsEmpty))
        {
            return [];
        }

        if (IsOfTheSame(from, to))
        {
            return [];
        }

        var losses = new SortedDictionary<(string Context, string? Before), List<string>>();
        var before = new DialledContexts(from.Site);
        var after = new DialledContexts(to.Site);
        var callingBefore = from.Extensions.ToDictionary(e => e.Number.ToString(), e => before.From(e.CallingContext), StringComparer.Ordinal);
        var callingAfter = to.Extensions.ToDictionary(e => e.Number.ToString(), e => after.From(e.CallingContext), StringComparer.Ordinal);
        foreach (var (number, reached) in callingBefore)
        {
            if (callingAfter.TryGetValue(number, out var reaches))
            {
                Note(losses, number, reached, reaches);
            }
        }

        var phones = to.Phones.ToDictionary(p => p.Phone.Mac);
        foreach (var old in from.Phones)
        {
            if (phones.TryGetValue(old.Phone.Mac, out var now) && !NumbersOf(old.Phone).SequenceEqual(NumbersOf(now.Phone)))
            {
                Note(losses, old.Phone.Mac.ToString(), Reach(old.Phone, callingBefore), Reach(now.Phone, callingAfter));
            }
        }

        return [.. losses.Select(l => new ReachLoss(l.Key.Context, l.Key.Before, [.. l.Value]))];
    }

    /// <summary>Whether each phone stands where it stood, with the same lines, at a site with the same numbers: then nobody's calls leave otherwise.</summary>
    private static bool IsOfTheSame(EffectiveFleet from, EffectiveFleet to)
    {
        if (!ReferenceEquals(from.Site, to.Site) || from.Extensions != to.Extensions || from.Phones.Length != to.Phones.Length)
        {
            return false;
        }

        for (var i = 0; i < to.Phones.Length; i++)
        {
            var (before, after) = (from.Phones[i].Phone, to.Phones[i].Phone);
            if (!ReferenceEquals(before, after) && (before.Mac != after.Mac || !NumbersOf(before).SequenceEqual(NumbersOf(after))))
            {
                return false;
            }
        }

        return true;
    }

    private static void Note(SortedDictionary<(string Context, string? Before), List<string>> losses, string caller, IReadOnlyList<string> reached, IReadOnlyList<string> reaches)
    {
        if (ReferenceEquals(reached, reaches) || reached.SequenceEqual(reaches))
        {
            return;
        }

        var old = reached.ToArray();
        foreach (var context in old)
        {
            var position = IndexOf(reaches, context);
            if (position < 0)
            {
                Add(losses, (context, null), caller);
            }
            else if (reaches.Take(position).FirstOrDefault(c => !old.TakeWhile(o => o != context).Contains(c)) is { } first)
            {
                Add(losses, (context, first), caller);
            }
        }
    }

    private static void Add(SortedDictionary<(string Context, string? Before), List<string>> losses, (string Context, string? Before) loss, string caller)
    {
        if (!losses.TryGetValue(loss, out var callers))
        {
            losses.Add(loss, callers = []);
        }

        callers.Add(caller);
    }

    private static int IndexOf(IReadOnlyList<string> contexts, string context)
    {
        for (var i = 0; i < contexts.Count; i++)
        {
            if (contexts[i] == context)
            {
                return i;
            }
        }

        return -1;
    }

    private static IEnumerable<string> NumbersOf(Phone phone) => phone.Registrations.Select(r => r.Extension.Number.Value.ToString());

    private static List<string> Reach(Phone phone, Dictionary<string, IReadOnlyList<string>> calling) =>
        [.. NumbersOf(phone).SelectMany(n => calling.GetValueOrDefault(n, [])).Distinct(StringComparer.Ordinal)];
}
