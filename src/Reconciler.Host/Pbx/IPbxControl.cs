using Reconciler.Core.Asterisk;

namespace Reconciler.Host.Pbx;

/// <summary>
/// The actions of a running Asterisk that a run needs. Problems of the configuration are returned; everything that is not the commit's fault
/// (unreachable, starting, a module or action missing, the administrator's own files broken) is a <see cref="PbxUnavailableException"/>.
/// </summary>
public interface IPbxControl : IAsyncDisposable
{
    /// <summary>Which Asterisk it is that answers: a look that costs one message.</summary>
    Task<PbxLifetime> IdentifyAsync(CancellationToken cancellationToken);

    /// <summary>Has Asterisk parse each staged file. Paths are relative to Asterisk's configuration directory (<c>reconciler/gens/4-ab12/pjsip.conf</c>).</summary>
    Task<IReadOnlyList<PbxProblem>> CheckSyntaxAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken);

    /// <summary>Contexts that the administrator's own files define, those that they include but for ours at <paramref name="ours"/> too; none where they cannot be read.</summary>
    Task<IReadOnlySet<string>> FindAdministratorsContextsAsync(string ours, CancellationToken cancellationToken);

    /// <summary>Reloads the modules in order. A refusal is a problem; silence or Success proves nothing, see <see cref="ReadBackAsync"/>.</summary>
    Task<IReadOnlyList<PbxProblem>> ReloadAsync(IReadOnlyList<AsteriskModule> modules, CancellationToken cancellationToken);

    /// <summary>
    /// Compares what Asterisk has with what it should have, by value, polling up to 5 s plus 1 ms an object before a verdict.
    /// Objects of <paramref name="previous"/> that are not intended any more must be gone; null: nothing is known to have been there.
    /// </summary>
    Task<IReadOnlyList<PbxProblem>> ReadBackAsync(AsteriskConfiguration intended, AsteriskConfiguration? previous, CancellationToken cancellationToken);

    /// <summary>Faults in the administrator's own files that will hurt users, though it keeps nothing from working today.</summary>
    Task<IReadOnlyList<PbxProblem>> FindWarningsAsync(AsteriskConfiguration intended, CancellationToken cancellationToken);

    /// <summary>As <see cref="ReadBackAsync"/> for what was proved before; lines that somebody added to our extensions are differences too.</summary>
    Task<IReadOnlyList<PbxProblem>> FindDriftAsync(AsteriskConfiguration intended, CancellationToken cancellationToken);
}

/// <summary>One object that Asterisk refused or has otherwise than intended. Never holds a secret.</summary>
/// <param name="Subject">The object: <c>endpoint 151</c>, <c>extension 152@fxsgroup</c>, <c>pjsip.conf</c>.</param>
/// <param name="Message">One sentence: what is wrong.</param>
/// <param name="Hint">The way out; null where nothing can be said.</param>
public sealed record PbxProblem(string Subject, string Message, string? Hint);
