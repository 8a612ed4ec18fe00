using System.Collections.Immutable;

namespace Reconciler.Core.Planning;

/// <summary>One field of a spec that a plan compares.</summary>
/// <param name="Name">The key's path as users write it.</param>
/// <param name="Read">Its value; null: not said.</param>
internal sealed record SemanticField<T>(string Name, Func<T, PlanValue?> Read)
{
    /// <summary>The differences, in the order of the fields; null stands for a spec that is not there.</summary>
    public static ImmutableArray<ValueChange> Compare(ImmutableArray<SemanticField<T>> fields, T? from, T? to)
    {
        var changes = ImmutableArray.CreateBuilder<ValueChange>();
        foreach (var field in fields)
        {
            var change = ValueChange.Between(field.Name, from is null ? null : field.Read(from), to is null ? null : field.Read(to));
            if (change is not null)
            {
                changes.Add(change);
            }
        }

        return changes.ToImmutable();
    }
}
