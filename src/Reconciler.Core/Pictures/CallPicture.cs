using Reconciler.Core.Artifacts;

namespace Reconciler.Core.Pictures;

/// <summary>The way of a call before and after, as a Mermaid flowchart.</summary>
/// <param name="Verb">How its number changes.</param>
/// <param name="Title">The number as people know it.</param>
/// <param name="Mermaid">The chart's text.</param>
public sealed record CallPicture(PlanVerb Verb, string Title, string Mermaid);
