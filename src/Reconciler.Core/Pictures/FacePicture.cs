using Reconciler.Core.Artifacts;
using Reconciler.Core.Fleets;

namespace Reconciler.Core.Pictures;

/// <summary>A phone's face before and after, as a file.</summary>
/// <param name="Mac">The phone; of one that is replaced, the new one.</param>
/// <param name="Verb">How it changes.</param>
/// <param name="Title">As people know it.</param>
/// <param name="Svg">The file's text.</param>
public sealed record FacePicture(MacAddress Mac, PlanVerb Verb, string Title, string Svg)
{
    public string FileName => $"{Mac}.svg";
}
