using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;

namespace Reconciler.Reconciliation.Status;

/// <summary>The conditions of a site, one of each type; an answer's <see cref="Condition.Since"/> moves only when the answer does.</summary>
public sealed class ConditionSet
{
    private static readonly ConditionType[] ServerSide =
    [
        ConditionType.Fetched, ConditionType.Valid, ConditionType.Allowed, ConditionType.Activated, ConditionType.Published, ConditionType.Recorded,
    ];

    private readonly SortedDictionary<ConditionType, Condition> _conditions = [];
    private readonly TimeProvider _time;

    public ConditionSet(IEnumerable<Condition> conditions, TimeProvider time)
    {
        _time = time;
        foreach (var condition in conditions)
        {
            _conditions[condition.Type] = condition;
        }
    }

    public Condition? this[ConditionType type] => _conditions.GetValueOrDefault(type);

    public bool IsTrue(ConditionType type) => this[type] is { Status: ConditionStatus.True };

    public void True(ConditionType type, string reason, string message = "") => Set(type, ConditionStatus.True, reason, message);

    public void False(ConditionType type, string reason, string message) => Set(type, ConditionStatus.False, reason, message);

    public void Unknown(ConditionType type, string reason, string message) => Set(type, ConditionStatus.Unknown, reason, message);

    /// <summary>A condition that was worked out elsewhere.</summary>
    public void Take(Condition condition) => _conditions[condition.Type] = condition;

    /// <summary>Every type, in order, with Ready derived from the others: false with the first that is false, else true.</summary>
    public ImmutableArray<Condition> ToArray()
    {
        foreach (var type in Enum.GetValues<ConditionType>())
        {
            if (type != ConditionType.Ready && !_conditions.ContainsKey(type))
            {
                Unknown(type, "NotTried", "");
            }
        }

        var broken = ServerSide.Select(type => _conditions[type]).FirstOrDefault(c => c.Status == ConditionStatus.False || IsLost(c));
        if (broken is not null)
        {
            False(ConditionType.Ready, broken.Reason, broken.Message);
        }
        else if (IsTrue(ConditionType.Published))
        {
            True(ConditionType.Ready, "Reconciled");
        }
        else
        {
            Unknown(ConditionType.Ready, "NotTried", "Nothing has been published yet.");
        }

        return [.. _conditions.Values];
    }

    /// <summary>Asterisk was asked and did not answer, so that nobody knows what it runs; without AMI nobody asks.</summary>
    private static bool IsLost(Condition condition) => condition is { Type: ConditionType.Activated, Status: ConditionStatus.Unknown, Message.Length: > 0, Reason: not ConditionReasons.FilesOnly };

    private void Set(ConditionType type, ConditionStatus status, string reason, string message)
    {
        var since = this[type] is { } known && known.Status == status ? known.Since : _time.GetUtcNow();
        _conditions[type] = new Condition(type, status, reason, message, since);
    }
}
