using System.Diagnostics.Metrics;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Agent.Jobs;

/// <summary>Counts runs, for whoever listens to the meter; where nobody does, a count costs nothing.</summary>
public sealed class RunMeter : IDisposable
{
    /// <summary>The meter's name.</summary>
    public const string Name = "Reconciler";

    private readonly Meter _meter;
    private readonly Counter<long> _runs;
    private readonly Counter<long> _fetches;
    private readonly Counter<long> _reloads;
    private readonly Counter<long> _phonesChanged;
    private readonly Histogram<double> _duration;

    public RunMeter()
        : this(Name)
    {
    }

    /// <summary>One by another name, for a test that is to hear itself alone.</summary>
    internal RunMeter(string name)
    {
        _meter = new Meter(name);
        _runs = _meter.CreateCounter<long>("reconciler.reconcile", description: "Runs by their result.");
        _fetches = _meter.CreateCounter<long>("reconciler.git.fetch", description: "Looks for new commits by their result.");
        _reloads = _meter.CreateCounter<long>("reconciler.reload", description: "Modules of Asterisk that were reloaded.");
        _phonesChanged = _meter.CreateCounter<long>("reconciler.plan.changes", description: "Profiles that runs added, changed or removed.");
        _duration = _meter.CreateHistogram(
            "reconciler.reconcile.duration", "s", "How long runs took.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900] });
    }

    /// <summary>A run has ended with an outcome.</summary>
    public void Count(RunOutcome outcome, bool isPoll, TimeSpan duration)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        CountResult(outcome.Result.ToString().ToLowerInvariant(), duration);
        if (isPoll)
        {
            CountFetch(outcome.ExitCode != ExitCode.FetchFailed);
        }

        foreach (var module in outcome.Reloaded)
        {
            _reloads.Add(1, new KeyValuePair<string, object?>("module", module));
        }

        _phonesChanged.Add(outcome.PhonesChanged);
    }

    /// <summary>A run has ended without one.</summary>
    public void CountFault(ExitCode? code, bool isPoll, TimeSpan duration)
    {
        CountResult("fault", duration);
        if (isPoll && code == ExitCode.FetchFailed)
        {
            CountFetch(hasWorked: false);
        }
    }

    public void Dispose() => _meter.Dispose();

    private void CountResult(string result, TimeSpan duration)
    {
        _runs.Add(1, new KeyValuePair<string, object?>("result", result));
        _duration.Record(duration.TotalSeconds);
    }

    private void CountFetch(bool hasWorked) => _fetches.Add(1, new KeyValuePair<string, object?>("result", hasWorked ? "success" : "failure"));
}
