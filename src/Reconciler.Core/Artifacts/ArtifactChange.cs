namespace Reconciler.Core.Artifacts;

/// <summary>A published file that comes, changes or goes.</summary>
public sealed record ArtifactChange(ArtifactTarget Target, string Path, PlanVerb Verb);
