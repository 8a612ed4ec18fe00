using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Reconciler.Core.Windows;

namespace Reconciler.Core.Planning;

/// <summary>In which waves the phones would get a change, and which window it would wait for, if it were published now. The clock's part of a plan: never in its hash.</summary>
public sealed record PlanTimetable
{
    /// <summary>One after the other; which phone is in which is drawn by the commit that is published.</summary>
    public required ImmutableArray<PlannedWave> Waves { get; init; }

    /// <summary>How long every phone of a wave must have run the change before the next; null: a wave need not be proved.</summary>
    public required TimeSpan? Settle { get; init; }

    /// <summary>How the site's windows stand for the phones that are restarted; null: it has none, or no phone is.</summary>
    public required WindowOutlook? Window { get; init; }

    /// <summary>How many phones the change restarts.</summary>
    public int Restarted => Waves.Where(w => w.Restarts).Sum(w => w.Phones);
}

/// <summary>So many phones, and whether the change restarts them.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct PlannedWave(int Phones, bool Restarts);
