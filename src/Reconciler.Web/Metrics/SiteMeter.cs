using System.Diagnostics.Metrics;
using Reconciler.Core.Diagnostics;
using Reconciler.Reconciliation.Status;
using Reconciler.Web.Views;

namespace Reconciler.Web.Metrics;

/// <summary>The site's state as gauges, read when somebody asks. None has a label that grows with the phones.</summary>
internal sealed class SiteMeter : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    private readonly Meter _meter;
    private readonly SiteViews _views;
    private readonly Lock _gate = new();
    private (long Read, StatusRecord Status)? _last;

    public SiteMeter(string name, SiteViews views)
    {
        _views = views;
        _meter = new Meter(name);
        _meter.CreateObservableGauge("reconciler.objects", Phones, description: "Published phones by their state.");
        _meter.CreateObservableGauge("reconciler.condition", Conditions, description: "1 where the condition has that status, else 0.");
        _meter.CreateObservableGauge("reconciler.condition.since.timestamp", Since, "s", "When the condition last changed.");
        _meter.CreateObservableGauge("reconciler.suspended", () => Flag(Status().Suspended is not null), description: "1 while nothing is applied.");
        _meter.CreateObservableGauge("reconciler.rolled_back", () => Flag(Status().RolledBackTo is not null), description: "1 while an earlier commit is served.");
        _meter.CreateObservableGauge("reconciler.quarantined", () => Flag(Status().Quarantined is not null), description: "1 while a commit is quarantined.");
        _meter.CreateObservableGauge("reconciler.guard.blocked", () => Flag(IsFalse(ConditionType.Allowed)), description: "1 while a change waits for an approval.");
        _meter.CreateObservableGauge("reconciler.drifted", () => Flag(Status().Conditions.Any(c => c is { Status: ConditionStatus.False, Reason: ConditionReasons.Drift })), description: "1 while what was changed by hand stands.");
        _meter.CreateObservableGauge("reconciler.rollout.waiting", () => Status().Rollout?.Held ?? 0, description: "Phones that wait for the rollout under way.");
        _meter.CreateObservableGauge("reconciler.unknown_phones", () => _views.Phones.List.Unmanaged.Length, description: "Registrations that belong to no phone of the fleet.");
        _meter.CreateObservableGauge("reconciler.in_sync", () => Flag(Status() is { Published: { } served } status && served == status.Observed), description: "1 while the newest commit is served.");
        _meter.CreateObservableGauge("reconciler.build.info", Build, description: "1, with the version of the program.");
    }

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<int>> Phones()
    {
        var counts = Status().Phones;
        (string State, int? Count)[] states = [("converged", counts.Converged), ("pending", counts.Pending), ("stale", counts.Stale), ("unreachable", counts.Unreachable)];
        var known = states.Sum(s => s.Count ?? 0);
        return states.Append(("unknown", Math.Max(0, counts.Total - known)))
            .Select(s => new Measurement<int>(s.Count ?? 0, new("kind", "phone"), new KeyValuePair<string, object?>("state", s.State)));
    }

    private IEnumerable<Measurement<int>> Conditions() =>
        from condition in Status().Conditions
        from status in Enum.GetValues<ConditionStatus>()
        select new Measurement<int>(
            Flag(condition.Status == status), new("type", condition.Type.ToString()), new KeyValuePair<string, object?>("status", status.ToString()));

    private IEnumerable<Measurement<double>> Since() =>
        Status().Conditions.Select(c => new Measurement<double>(c.Since.ToUnixTimeMilliseconds() / 1000d, new KeyValuePair<string, object?>("type", c.Type.ToString())));

    private static Measurement<int> Build() =>
        new(1, new KeyValuePair<string, object?>("version", typeof(SiteMeter).Assembly.GetName().Version?.ToString(3)));

    private bool IsFalse(ConditionType type) => Status().Conditions.Any(c => c.Type == type && c.Status == ConditionStatus.False);

    private static int Flag(bool isSet) => isSet ? 1 : 0;

    /// <summary>One reading of the state serves all the gauges of a scrape.</summary>
    private StatusRecord Status()
    {
        lock (_gate)
        {
            if (_last is not { } last || _views.Time.GetElapsedTime(last.Read) > Freshness)
            {
                _last = last = (_views.Time.GetTimestamp(), _views.Status());
            }

            return last.Status;
        }
    }
}
