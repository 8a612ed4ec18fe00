using Reconciler.Core.Sources;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Notifications.Troubles;

/// <summary>
/// Decides what is worth a message: that trouble has come, at intervals that it still stands, and that it has gone for good. Trouble that comes and goes within
/// minutes is one trouble.
/// </summary>
public sealed class TroubleLedger(TroubleRecord record, TimeSpan remind, Uri? link)
{
    /// <summary>Trouble that was gone for so long does not come back by itself.</summary>
    public static readonly TimeSpan Calm = TimeSpan.FromMinutes(3);

    /// <summary>For the next start.</summary>
    public TroubleRecord Record { get; private set; } = record;

    /// <summary>The messages that are due; those of the site's name and time.</summary>
    public IReadOnlyList<Notice> Judge(string site, IReadOnlyList<SiteTrouble> troubles, IReadOnlyList<RunSummary> history, DateTimeOffset now)
    {
        var notices = new List<Notice>();
        var standing = Record.Standing.ToDictionary(t => t.Key, StringComparer.Ordinal);
        foreach (var trouble in troubles)
        {
            if (!standing.TryGetValue(trouble.Key, out var known))
            {
                standing.Add(trouble.Key, new ToldTrouble(trouble.Key, trouble.Subject, trouble.Since, now, null));
                notices.Add(Make(NoticeKind.Begun, trouble.Subject, trouble.Text, trouble.Since));
            }
            else if (now - known.ToldAt >= remind)
            {
                standing[trouble.Key] = known with { ToldAt = now, GoneSince = null };
                notices.Add(Make(NoticeKind.Reminder, trouble.Subject, trouble.Text, known.Since));
            }
            else
            {
                standing[trouble.Key] = known with { GoneSince = null };
            }
        }

        var keys = troubles.Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in standing.Values.Where(t => !keys.Contains(t.Key)).ToList())
        {
            var since = gone.GoneSince ?? now;
            standing[gone.Key] = gone with { GoneSince = since };
            if (now - since >= Calm)
            {
                standing.Remove(gone.Key);
                notices.Add(Make(NoticeKind.Over, gone.Subject, "It is over.", gone.Since));
            }
        }

        foreach (var run in history.Where(r => r.Result == nameof(RunResult.Drifted) && r.Time > Record.Seen).OrderBy(r => r.Time))
        {
            notices.Add(Make(NoticeKind.Event, "Something was changed by hand", run.Message, run.Time));
        }

        Record = new TroubleRecord { Standing = [.. standing.Values.OrderBy(t => t.Key, StringComparer.Ordinal)], Seen = history.Select(r => r.Time).Append(Record.Seen).Max() };
        return notices;

        Notice Make(NoticeKind kind, string subject, string text, DateTimeOffset since) => new(kind, site, UrlRedaction.Redact(subject), UrlRedaction.Redact(text), since, now, link);
    }
}
