using System.Globalization;
using Reconciler.Core.Windows;

namespace Reconciler.Core.Planning.Narration;

/// <summary>When the phones get a change: in which waves, and in which window.</summary>
internal static class TimetableNarrator
{
    public static IEnumerable<string> Describe(PlanTimetable? timetable)
    {
        if (timetable is null)
        {
            yield break;
        }

        if (timetable is { Settle: { } settle, Waves.Length: > 1 })
        {
            var sizes = Words.Join([.. timetable.Waves.Select(w => w.Phones.ToString(CultureInfo.InvariantCulture))]);
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"the phones get it in {timetable.Waves.Length} waves ({sizes}), each once all of the one before have run it for {settle.TotalMinutes:0.##} minutes");
        }

        if (timetable.Window is { } window)
        {
            var restarted = Words.Count(timetable.Restarted, "phone");
            yield return window.IsOpen
                ? $"{restarted} may reboot at once, as it is now: {WindowText.IsOpen(window)}"
                : $"{restarted} that may reboot {(timetable.Restarted == 1 ? "waits" : "wait")} for {WindowText.WaitsFor(window)}";
        }
    }
}
