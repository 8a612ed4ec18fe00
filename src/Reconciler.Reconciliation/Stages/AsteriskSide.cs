using System.Collections.Immutable;
using Reconciler.Host.Publishing;

namespace Reconciler.Reconciliation.Stages;

/// <summary>Where Asterisk's files go, and how it is asked.</summary>
/// <param name="Root">Null: no files are made for it.</param>
/// <param name="Activation">Null: files only, nothing is reloaded.</param>
/// <param name="Include">The root as Asterisk's own files name it: <c>reconciler</c>.</param>
/// <param name="GrantedContexts">Names that the host's policy gives the contexts of phones.</param>
internal sealed record AsteriskSide(GenerationStore? Root, Activation? Activation, string Include, ImmutableSortedSet<string> GrantedContexts)
{
    /// <summary>How it is known what Asterisk has.</summary>
    public ActivationProof ProofOf(Status.ReconcileState state) =>
        Activation is null ? ActivationProof.FilesOnly : state.ReadFrom is null ? ActivationProof.Lost : ActivationProof.ReadBack;
}
