using System.Diagnostics.CodeAnalysis;
using Reconciler.Cli.Output;
using Reconciler.Core.Planning;
using Reconciler.Core.Policies;
using Reconciler.Sites;
using Reconciler.Specs.AgentFile;

namespace Reconciler.Cli.Inputs;

/// <summary>The host that a plan is judged on; without an agent's file there is none, and the guard's defaults hold.</summary>
internal sealed class PlanHost
{
    private readonly Terminal _terminal;
    private readonly AgentSettings? _settings;

    private PlanHost(Terminal terminal, AgentSettings? settings)
    {
        _terminal = terminal;
        _settings = settings;
    }

    /// <summary>Null: what a commit may use is not judged.</summary>
    public HostPolicy? Policy => _settings?.Policy;

    /// <summary>False, with the findings on standard error, where a file is named that cannot be used.</summary>
    public static bool TryOpen(Terminal terminal, FileInfo? config, [NotNullWhen(true)] out PlanHost? host)
    {
        AgentSettings? settings = null;
        host = config is null || HostFiles.TryRead(terminal, config, out settings) ? new PlanHost(terminal, settings) : null;
        return host is not null;
    }

    /// <summary>The guard's verdict by the host's own thresholds and approvals, and what the host would change besides.</summary>
    public PlanDocument Judge(PlanSources sources, PlanDocument document)
    {
        if (_settings is null)
        {
            return document;
        }

        using var log = new TerminalLogger(_terminal, verbose: false);
        using var agent = SiteAgent.Open(_settings, _terminal.Environment, _terminal.Time, log);
        var thresholds = new GuardThresholds(_settings.Guard.MaxRemoved, _settings.Guard.MinimumFleet) { AlwaysAsks = _settings.Guard.AlwaysAsks };
        var verdict = document is { Plan: { } plan, Guard: not null } ? Guard.Judge(plan, thresholds, ApprovalTrailers.In(sources.Commits)) : document.Guard;
        return document with
        {
            Guard = verdict,
            HostChanges = agent.ForeseeHostChange() is { } change ? [(change, change.Waits(thresholds))] : [],
        };
    }
}
