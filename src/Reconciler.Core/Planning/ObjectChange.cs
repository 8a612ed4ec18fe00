using System.Collections.Immutable;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Digests;

namespace Reconciler.Core.Planning;

/// <summary>An extension, ring group or route that comes, changes or goes.</summary>
/// <param name="Id">Its number; of a route <c>did@context</c>.</param>
/// <param name="Verb">How it changes.</param>
/// <param name="Changes">Its fields in the order of the documentation; of one that goes, none.</param>
public sealed record ObjectChange(string Id, PlanVerb Verb, ImmutableArray<ValueChange> Changes)
{
    /// <summary>The differences between two sets, sorted by id. Objects whose document has the same digest are not looked into.</summary>
    internal static ImmutableArray<ObjectChange> Between<T>(ImmutableArray<T> from, ImmutableArray<T> to, ObjectComparison<T> comparison)
        where T : class
    {
        var before = new Dictionary<string, T>(from.Length, StringComparer.Ordinal);
        foreach (var item in from)
        {
            before.Add(comparison.Id(item), item);
        }

        var changes = new List<ObjectChange>();
        foreach (var item in to)
        {
            var id = comparison.Id(item);
            if (!before.Remove(id, out var old))
            {
                changes.Add(new ObjectChange(id, PlanVerb.Add, SemanticField<T>.Compare(comparison.Fields, null, item)));
            }
            else if (comparison.Digest(old) != comparison.Digest(item) && SemanticField<T>.Compare(comparison.Fields, old, item) is { IsEmpty: false } fields)
            {
                changes.Add(new ObjectChange(id, PlanVerb.Change, fields));
            }
        }

        foreach (var id in before.Keys)
        {
            changes.Add(new ObjectChange(id, PlanVerb.Remove, []));
        }

        changes.Sort((a, b) => string.CompareOrdinal(a.Id, b.Id));
        return [.. changes];
    }
}

/// <summary>How objects of one kind are told apart and compared.</summary>
internal sealed record ObjectComparison<T>(Func<T, string> Id, Func<T, Digest> Digest, ImmutableArray<SemanticField<T>> Fields);
