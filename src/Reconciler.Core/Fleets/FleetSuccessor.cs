using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Core.Sources;

namespace Reconciler.Core.Fleets;

/// <summary>
/// The fleet that comes of another by a <see cref="DocumentChange"/>: phones that the change does not concern are the very objects that they were, so that
/// whoever compares the two fleets sees at once which are not.
/// </summary>
/// <param name="Index">The names of the new fleet.</param>
/// <param name="Fleet">The new fleet.</param>
/// <param name="Concerned">The part of it that was resolved anew; the rules that look at fleets are asked of it alone.</param>
/// <param name="Findings">Of the rules that look at one document.</param>
internal sealed record FleetSuccessor(FleetIndex Index, Fleet Fleet, Fleet Concerned, ImmutableArray<Diagnostic> Findings)
{
    /// <summary>Null where the change takes a line from a phone, or gives it one: other documents are concerned then.</summary>
    public static FleetSuccessor? Of(FleetIndex index, Fleet fleet, SpecSet specs, DocumentChange change, CommitId? commit)
    {
        if (change.Phones.Any(p => !KeepsLines(Lay(index, p.Before), Lay(index, p.After))))
        {
            return null;
        }

        ImmutableArray<ExtensionSpec> extensions = [.. change.Extensions.Select(e => e.After)];
        var places = Places(index, fleet, change);
        var part = index.Of(
            specs with
            {
                Phones = [.. places.Values],
                Extensions = extensions,
                Profiles = [],
                Groups = [],
                Routes = [],
            },
            extensions);
        var findings = FleetResolver.CheckEach(part);
        if (findings.Any(finding => finding.Severity == Severity.Error))
        {
            return null;
        }

        var resolver = new PhoneResolver(part, fleet.Site);
        var phones = fleet.Phones.AsSpan().ToArray();
        foreach (var (place, spec) in places)
        {
            phones[place] = resolver.Resolve(Lay(part, spec));
        }

        var all = Replace(fleet, change);
        var next = fleet with { Commit = commit, Phones = ImmutableCollectionsMarshal.AsImmutableArray(phones), Extensions = all };
        var numbers = extensions.Select(e => e.Number.Value).ToHashSet();
        var concerned = next with
        {
            Phones = [.. places.Keys.Select(place => phones[place])],
            Extensions = extensions.IsEmpty ? [] : [.. all.Where(e => numbers.Contains(e.Number))],
            Groups = [],
            Routes = [],
        };
        return new FleetSuccessor(index.Of(specs, extensions), next, concerned, findings);
    }

    private static PhoneLayout Lay(FleetIndex index, PhoneSpec phone) => new(phone, index.Chains.For(phone));

    /// <summary>A lamp that follows another mailbox counts as a line: all phones of an extension follow the same.</summary>
    private static bool KeepsLines(PhoneLayout before, PhoneLayout after) => LinesOf(before).SequenceEqual(LinesOf(after)) && !HasMailbox(before) && !HasMailbox(after);

    private static IEnumerable<string> LinesOf(PhoneLayout layout) => Keys(layout).Select(key => key.Extension.Value);

    private static bool HasMailbox(PhoneLayout layout) => Keys(layout).Any(key => key.Mailbox is not null);

    private static IEnumerable<LineKeySpec> Keys(PhoneLayout layout) => Enumerable.Range(0, layout.UsableKeys).Select(layout.KeyAt).OfType<LineKeySpec>();

    /// <summary>The phones that are to be resolved anew, by their places in the fleet.</summary>
    private static SortedDictionary<int, PhoneSpec> Places(FleetIndex index, Fleet fleet, DocumentChange change)
    {
        var places = new SortedDictionary<int, PhoneSpec>();
        if (!change.Extensions.IsEmpty)
        {
            var numbers = change.Extensions.Select(e => e.Before.Number.Value.ToString()).ToHashSet(StringComparer.Ordinal);
            for (var i = 0; i < fleet.Phones.Length; i++)
            {
                if (Names(Lay(index, fleet.Phones[i].Spec), numbers))
                {
                    places.Add(i, fleet.Phones[i].Spec);
                }
            }
        }

        foreach (var (_, phone) in change.Phones)
        {
            places[PlaceOf(fleet.Phones, phone.Mac.Value)] = phone;
        }

        return places;
    }

    /// <summary>Whether a label of the phone may come from one of these extensions.</summary>
    internal static bool Names(PhoneLayout layout, HashSet<string> numbers)
    {
        for (var place = 0; place < layout.UsableKeys; place++)
        {
            if (NumberOf(layout.KeyAt(place)) is { } number && numbers.Contains(number))
            {
                return true;
            }
        }

        return layout.Spec.Console.Any(key => NumberOf(key) is { } number && numbers.Contains(number));
    }

    private static string? NumberOf(KeySpec key) => key switch
    {
        LineKeySpec line => line.Extension.Value,
        BlfKeySpec blf => blf.Extension.Value,
        SpeedDialKeySpec dial => dial.Number.Value,
        _ => null,
    };

    internal static int PlaceOf(ImmutableArray<Phone> phones, MacAddress mac)
    {
        var (from, to) = (0, phones.Length - 1);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = phones[middle].Mac.CompareTo(mac) < 0 ? (middle + 1, to) : (from, middle);
        }

        return from;
    }

    private static ImmutableArray<Extension> Replace(Fleet fleet, DocumentChange change)
    {
        if (change.Extensions.IsEmpty)
        {
            return fleet.Extensions;
        }

        var after = change.Extensions.ToDictionary(e => e.After.Number.Value, e => e.After);
        return
        [
            .. fleet.Extensions.Select(e => after.TryGetValue(e.Number, out var spec)
                ? e with { Spec = spec, CallingContext = spec.Context?.Value ?? fleet.Site.Asterisk.Context.Value }
                : e),
        ];
    }
}
