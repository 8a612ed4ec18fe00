using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Digests;
using Reconciler.Core.Rendering;
using Reconciler.Reconciliation.Status;

namespace Reconciler.Reconciliation.Hosts;

/// <summary>A fleet as this host renders it.</summary>
/// <param name="Renderer">Renders other fleets with the same secrets.</param>
/// <param name="Rendering">The files, made when they are asked for.</param>
/// <param name="Inputs">See <see cref="ReconcileState.HostInputs"/>.</param>
/// <param name="Basis">The parts of <paramref name="Inputs"/>.</param>
/// <param name="Missing">Secrets that the host lacks.</param>
internal sealed record HostView(FleetRenderer Renderer, FleetRendering Rendering, Digest Inputs, RenderingBasis Basis, ImmutableArray<Diagnostic> Missing);
