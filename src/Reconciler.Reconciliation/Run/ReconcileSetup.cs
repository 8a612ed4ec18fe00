using Microsoft.Extensions.Logging;
using Reconciler.Core.Artifacts;
using Reconciler.Core.Planning;
using Reconciler.Core.Policies;
using Reconciler.Core.Reading;
using Reconciler.Core.Sources;
using Reconciler.Core.Windows;
using Reconciler.Host.Convergence;
using Reconciler.Host.Publishing;
using Reconciler.Reconciliation.Hosts;
using Reconciler.Reconciliation.Stages;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Run;

/// <summary>Everything that runs are put together from: one site on one host. Only <see cref="RunFactory"/> takes it; every part of a run gets what it uses.</summary>
public sealed record ReconcileSetup
{
    public required IGitMirror Mirror { get; init; }

    /// <summary>Judges whether commits are signed as required; null: they need not be.</summary>
    public ICommitVerifier? Verifier { get; init; }

    /// <summary>Judges whether a commit that approves a plan is signed by a reviewer; null: whoever may push may approve.</summary>
    public ICommitVerifier? Reviewers { get; init; }

    /// <summary>The site's folder in the repository.</summary>
    public required string SitePath { get; init; }

    public required FleetReader Reader { get; init; }

    public required StateStore States { get; init; }

    /// <summary>The directory for files that are set aside: foreign ones, and what was changed by hand.</summary>
    public required string KeptDirectory { get; init; }

    public required Controls Controls { get; init; }

    public required ManifestStore Manifests { get; init; }

    public required PublishedRoots Roots { get; init; }

    /// <summary>Takes the locks of all roots for one run, and their owner records in the site's name once it is known.</summary>
    public required RootLocks Locks { get; init; }

    /// <summary>Where this host's secrets come from.</summary>
    public required HostKeys Keys { get; init; }

    /// <summary>How Asterisk is asked; null: files only, nothing is reloaded.</summary>
    public required Activation? Activation { get; init; }

    /// <summary>The Asterisk root as Asterisk's own files name it: <c>reconciler</c>.</summary>
    public required string AsteriskInclude { get; init; }

    /// <summary>The book of phones, for those who notify and judge them; null: there is no Asterisk to see them by.</summary>
    public PhoneBookStore? Phones { get; init; }

    /// <summary>Whether changes by hand are put back; null: nobody looks.</summary>
    public DriftMode? Drift { get; init; }

    /// <summary>Knows when phones may be restarted.</summary>
    public required IWindowClock Windows { get; init; }

    public required GuardThresholds Guard { get; init; }

    /// <summary>The administrator's own that a commit may use.</summary>
    public HostPolicy Policy { get; init; } = HostPolicy.Default;

    /// <summary>Told of each file whose bytes a run makes; null: nobody counts.</summary>
    public Action<Artifact>? Rendered { get; init; }

    public required StatusRecorder Recorder { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Logger { get; init; }
}
