using Reconciler.Core.Asterisk;
using Reconciler.Host.Pbx;

namespace Reconciler.Testing.Sites;

/// <summary>
/// An Asterisk for the faults that a real one cannot be made to show at a chosen moment. What it takes and refuses is set by each test; the real
/// ones are in Reconciler.Acceptance.
/// </summary>
public sealed class ScriptedPbx : IPbxControl
{
    private static readonly PbxProblem Bad = new("endpoint 151", "the context is 'wrong' and should be 'phones'.", "Look at the administrator's pjsip.conf.");

    /// <summary>Every call in order: <c>check</c>, <c>reload res_pjsip</c>, <c>read-back</c>.</summary>
    public IList<string> Calls { get; } = [];

    public bool RefusesSyntax { get; set; }

    /// <summary>How many read-backs find a problem before one is clean.</summary>
    public int BadReadBacks { get; set; }

    /// <summary>Thrown at the next call of this name.</summary>
    public IDictionary<string, PbxUnavailableException> Unavailable { get; } = new Dictionary<string, PbxUnavailableException>(StringComparer.Ordinal);

    /// <summary>Done at each read-back: what happens to the host while Asterisk is being asked.</summary>
    public Action? OnReadBack { get; set; }

    /// <summary>Which Asterisk it is; another one after each restart.</summary>
    public PbxLifetime Lifetime { get; set; } = new("2026-02-01 07:00:00", "2026-02-01 07:00:00");

    public Task<PbxLifetime> IdentifyAsync(CancellationToken cancellationToken) =>
        Unavailable.TryGetValue("look", out var exception) ? throw exception : Task.FromResult(Lifetime);

    public Task<IReadOnlyList<PbxProblem>> CheckSyntaxAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        Note("check");
        return Answer(RefusesSyntax);
    }

    /// <summary>Contexts in its administrator's own files.</summary>
    public ISet<string> AdministratorsContexts { get; } = new HashSet<string>(StringComparer.Ordinal);

    public Task<IReadOnlySet<string>> FindAdministratorsContextsAsync(string ours, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>>(AdministratorsContexts.ToHashSet(StringComparer.Ordinal));

    public Task<IReadOnlyList<PbxProblem>> ReloadAsync(IReadOnlyList<AsteriskModule> modules, CancellationToken cancellationToken)
    {
        Note("reload", " " + string.Join(' ', modules));
        Drift.Clear();
        return Answer(refuses: false);
    }

    public Task<IReadOnlyList<PbxProblem>> ReadBackAsync(AsteriskConfiguration intended, AsteriskConfiguration? previous, CancellationToken cancellationToken)
    {
        Note("read-back");
        OnReadBack?.Invoke();
        return Answer(BadReadBacks-- > 0);
    }

    /// <summary>What was changed in its memory, until it is reloaded.</summary>
    public IList<PbxProblem> Drift { get; } = [];

    /// <summary>What the administrator's own files make differ, also after a reload.</summary>
    public IList<PbxProblem> Standing { get; } = [];

    public Task<IReadOnlyList<PbxProblem>> FindDriftAsync(AsteriskConfiguration intended, CancellationToken cancellationToken)
    {
        Note("drift");
        return Task.FromResult<IReadOnlyList<PbxProblem>>([.. Drift, .. Standing]);
    }

    /// <summary>What its administrator's own files have against users.</summary>
    public IList<PbxProblem> Warnings { get; } = [];

    public Task<IReadOnlyList<PbxProblem>> FindWarningsAsync(AsteriskConfiguration intended, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PbxProblem>>([.. Warnings]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Note(string call, string details = "")
    {
        Calls.Add(call + details);
        if (Unavailable.TryGetValue(call, out var exception))
        {
            throw exception;
        }
    }

    private static Task<IReadOnlyList<PbxProblem>> Answer(bool refuses) => Task.FromResult<IReadOnlyList<PbxProblem>>(refuses ? [Bad] : []);
}
