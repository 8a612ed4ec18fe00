using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Reconciliation.Status;

/// <summary>The conditions of a site, one of each type; an answer's <see cref="Condition.Since"/> moves only when the answer does.</summary>
internal sealed class ConditionSet
{
    private static readonly ConditionType[] ServerSide =
    [
        ConditionType.Fetched, ConditionType.Valid, ConditionType.Allowed, ConditionType.Activated, ConditionType.Published, ConditionType.Recorded,
    ];

    private readonly SortedDictionary<ConditionType, Condition> _conditions = [];

    public ConditionSet(IEnumerable<Condition> conditions)
    {
        foreach (var condition in conditions)
        {
            Set(condition);
        }
    }

    public Condition? this[ConditionType type] => _conditions.GetValueOrDefault(type);

    public bool IsTrue(ConditionType type) => this[type] is { Status: ConditionStatus.True };

    public void Set(ConditionType type, ConditionStatus status, string reason, string message, DateTimeOffset now)
    {
        var since = this[type] is { } known && known.Status == status ? known.Since : now;
        _conditions[type] = new Condition(type, status, reason, message, since);
    }

    /// <summary>A condition that was worked out elsewhere, with its own time.</summary>
    public void Set(Condition condition) => _conditions[condition.Type] = condition;

    /// <summary>Every type, in order, with Ready derived from the others: false with the first that is false, else true.</summary>
    /// <param name="isLost">Asterisk was asked and did not answer, so that nobody knows what it runs.</param>
    /// <param name="now">The time.</param>
    public ImmutableArray<Condition> Complete(bool isLost, DateTimeOffset now)
    {
        foreach (var type in Enum.GetValues<ConditionType>())
        {
            if (type != ConditionType.Ready && !_conditions.ContainsKey(type))
            {
                Set(type, ConditionStatus.Unknown, ConditionReasons.NotTried, "", now);
            }
        }

        var broken = ServerSide.Select(type => _conditions[type]).FirstOrDefault(c => c.Status == ConditionStatus.False || (isLost && c.Type == ConditionType.Activated));
        if (broken is not null)
        {
            Set(ConditionType.Ready, ConditionStatus.False, broken.Reason, broken.Message, now);
        }
        else if (IsTrue(ConditionType.Published))
        {
            Set(ConditionType.Ready, ConditionStatus.True, ConditionReasons.Reconciled, "", now);
        }
        else
        {
            Set(ConditionType.Ready, ConditionStatus.Unknown, ConditionReasons.NotTried, "Nothing has been published yet.", now);
        }

        return [.. _conditions.Values];
    }
}
