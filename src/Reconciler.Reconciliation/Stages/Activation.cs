using System.Collections.Immutable;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Policies;
using Reconciler.Host.Pbx;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Asks Asterisk to take a staged set and proves that it did; puts the previous set back when it did not.</summary>
public sealed class Activation(Func<CancellationToken, Task<IPbxControl>> connect)
{
    /// <summary>
    /// Parse check, switch, reload, read-back. The caller's <paramref name="change"/> switches the root and, on a refusal, back again.
    /// <see cref="PbxUnavailableException"/> when it is not the commit's fault; then nothing stays switched.
    /// </summary>
    public async Task<ActivationResult> ActivateAsync(ActivationChange change, CancellationToken cancellationToken)
    {
        await using var pbx = await connect(cancellationToken);
        var problems = await pbx.CheckSyntaxAsync(change.StagedPaths, cancellationToken);
        if (problems.Count > 0)
        {
            return new ActivationResult([.. problems]);
        }

        await RefuseTakenAsync(pbx, change, cancellationToken);
        change.Switch();
        try
        {
            problems = await ApplyAsync(pbx, change.Modules, change.Intended, change.Previous, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            change.SwitchBack();
            throw;
        }
        catch (PbxUnavailableException)
        {
            change.SwitchBack();
            await TryReloadAsync(pbx, change.Modules, cancellationToken);
            throw;
        }

        if (problems.Count == 0)
        {
            return await AcceptAsync(pbx, change, cancellationToken);
        }

        change.SwitchBack();
        await RestoreAsync(pbx, change, cancellationToken);
        return new ActivationResult([.. problems]) { ReadFrom = change.Restored is null ? null : await TryIdentifyAsync(pbx, cancellationToken) };
    }

    /// <summary>Which Asterisk answers now; <see cref="PbxUnavailableException"/>: none does.</summary>
    public async Task<PbxLifetime> IdentifyAsync(CancellationToken cancellationToken)
    {
        await using var pbx = await connect(cancellationToken);
        return await pbx.IdentifyAsync(cancellationToken);
    }

    /// <summary>The differences between Asterisk's memory now and what was read back at the last activation.</summary>
    public async Task<ImmutableArray<PbxProblem>> FindDriftAsync(AsteriskConfiguration intended, CancellationToken cancellationToken)
    {
        await using var pbx = await connect(cancellationToken);
        return [.. await pbx.FindDriftAsync(intended, cancellationToken)];
    }

    /// <summary>
    /// Asterisk makes one context of two that have the same name. A commit that calls the administrator's trunk context its own would have the phones
    /// dial out; no commit can mend a clash, and the host's policy alone can mean it.
    /// </summary>
    private static async Task RefuseTakenAsync(IPbxControl pbx, ActivationChange change, CancellationToken cancellationToken)
    {
        if (change.NewContexts.IsEmpty)
        {
            return;
        }

        var administrators = await pbx.FindAdministratorsContextsAsync(change.CurrentDialplan, cancellationToken);
        if (change.NewContexts.FirstOrDefault(administrators.Contains) is { } taken)
        {
            throw new PbxUnavailableException(
                PbxUnavailableReason.AdministratorFiles,
                $"The commit calls the context \"{taken}\" its own, and the administrator's extensions.conf has one of that name, which the phones would then call from: "
                + $"give it another name in site.yaml, or, if the host's administrator means it, add `{PolicyRules.PhonesLine(change.PhoneContexts)}` to agent.yaml.");
        }
    }

    /// <summary>It was read back; where it goes away just then, the next run reads it again.</summary>
    private static async Task<ActivationResult> AcceptAsync(IPbxControl pbx, ActivationChange change, CancellationToken cancellationToken)
    {
        try
        {
            var warnings = await pbx.FindWarningsAsync(change.Intended, cancellationToken);
            return new ActivationResult([]) { ReadFrom = await pbx.IdentifyAsync(cancellationToken), Warnings = [.. warnings] };
        }
        catch (PbxUnavailableException)
        {
            return new ActivationResult([]);
        }
    }

    /// <summary>Null: it went away just after it was read back, so that the next run reads it again.</summary>
    private static async Task<PbxLifetime?> TryIdentifyAsync(IPbxControl pbx, CancellationToken cancellationToken)
    {
        try
        {
            return await pbx.IdentifyAsync(cancellationToken);
        }
        catch (PbxUnavailableException)
        {
            return null;
        }
    }

    private static async Task<IReadOnlyList<PbxProblem>> ApplyAsync(
        IPbxControl pbx, ImmutableArray<AsteriskModule> modules, AsteriskConfiguration intended, AsteriskConfiguration? previous, CancellationToken cancellationToken)
    {
        var refused = await pbx.ReloadAsync(modules, cancellationToken);
        return refused.Count > 0 ? refused : await pbx.ReadBackAsync(intended, previous, cancellationToken);
    }

    /// <summary>Some modules may have taken the new set before another was found missing; the next run reads back whatever came of this.</summary>
    private static async Task TryReloadAsync(IPbxControl pbx, ImmutableArray<AsteriskModule> modules, CancellationToken cancellationToken)
    {
        try
        {
            await pbx.ReloadAsync(modules, cancellationToken);
        }
        catch (PbxUnavailableException)
        {
            // It is away: the first failure is the one to tell.
        }
    }

    /// <summary>The previous set must load again; if it does not, the administrator's own files are what is broken, and no commit is to blame.</summary>
    private static async Task RestoreAsync(IPbxControl pbx, ActivationChange change, CancellationToken cancellationToken)
    {
        // What the refused set would have added need not be gone: the administrator may have objects of those names, which is then why it was refused.
        var problems = change.Restored is { } restored
            ? await ApplyAsync(pbx, change.Modules, restored, previous: null, cancellationToken)
            : await pbx.ReloadAsync(change.Modules, cancellationToken);
        if (problems.Count == 0)
        {
            // Asterisk keeps its objects when it cannot parse a file, and then reads back well.
            problems = await ParseAdministratorsAsync(pbx, change.Modules, cancellationToken);
        }

        if (problems.Count > 0)
        {
            throw new PbxUnavailableException(
                PbxUnavailableReason.AdministratorFiles,
                $"Asterisk does not load the set that was live before either ({problems[0].Subject}: {problems[0].Message}): mend the administrator's own files; the next run tries again.");
        }
    }

    private static async Task<IReadOnlyList<PbxProblem>> ParseAdministratorsAsync(IPbxControl pbx, ImmutableArray<AsteriskModule> modules, CancellationToken cancellationToken)
    {
        foreach (var module in modules)
        {
            try
            {
                if (await pbx.CheckSyntaxAsync([module.File], cancellationToken) is { Count: > 0 } problems)
                {
                    return problems;
                }
            }
            catch (PbxUnavailableException exception) when (exception.Reason == PbxUnavailableReason.AdministratorFiles)
            {
                return [new PbxProblem(module.File, "Asterisk cannot read the file, or one that it includes.", null)];
            }
        }

        return [];
    }
}

/// <summary>One change of the Asterisk root.</summary>
public sealed record ActivationChange
{
    /// <summary>The staged files as Asterisk names them, relative to its configuration directory.</summary>
    public required ImmutableArray<string> StagedPaths { get; init; }

    /// <summary>The modules whose files changed, in reload order.</summary>
    public required ImmutableArray<AsteriskModule> Modules { get; init; }

    public required AsteriskConfiguration Intended { get; init; }

    /// <summary>The contexts that the site calls its own.</summary>
    public ImmutableArray<string> PhoneContexts { get; init; } = [];

    /// <summary>Those of them that nobody granted by name and that were not live before.</summary>
    public ImmutableArray<string> NewContexts { get; init; } = [];

    /// <summary>The live extensions.conf of ours as Asterisk names it.</summary>
    public string CurrentDialplan { get; init; } = "";

    /// <summary>The configuration that was live before; null: none, or none that is known.</summary>
    public required AsteriskConfiguration? Previous { get; init; }

    /// <summary>The configuration that <see cref="SwitchBack"/> brings back; null: none, or none that is known. Not in doubt when it is not known what Asterisk has.</summary>
    public required AsteriskConfiguration? Restored { get; init; }

    /// <summary>Makes the staged set the live one.</summary>
    public required Action Switch { get; init; }

    /// <summary>Makes the previous set the live one again, in newly written files.</summary>
    public required Action SwitchBack { get; init; }
}

/// <summary>Asterisk's answer to a change; no problems: it was taken and read back.</summary>
public sealed record ActivationResult(ImmutableArray<PbxProblem> Problems)
{
    public bool IsAccepted => Problems.IsEmpty;

    /// <summary>The Asterisk that was read back; null: it is not known any more.</summary>
    public PbxLifetime? ReadFrom { get; init; }

    /// <summary>Lines of the administrator's own files that will hurt users.</summary>
    public ImmutableArray<PbxProblem> Warnings { get; init; } = [];
}
