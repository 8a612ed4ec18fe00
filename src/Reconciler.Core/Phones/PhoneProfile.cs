using System.Collections.Immutable;
using Reconciler.Core.Diagnostics;
using Reconciler.Core.Fleets;
using Reconciler.Core.Secrets;

namespace Reconciler.Core.Phones;

/// <summary>The whole desired profile of a phone: every parameter once, in the order of the file.</summary>
public sealed record PhoneProfile(MacAddress Mac, ImmutableArray<ProfileParameter> Parameters);

/// <summary>One element of a profile.</summary>
/// <param name="Name">The element's name.</param>
/// <param name="Value">Its text; an empty one clears the parameter.</param>
/// <param name="Source">The place in the repository that set it; null: built in.</param>
/// <param name="MayReboot">Changing it may restart the phone.</param>
public sealed record ProfileParameter(string Name, ConfigText Value, SpecLocation? Source, bool MayReboot)
{
    /// <summary>The phone's user may change it, too, as the ringer's volume.</summary>
    public bool IsOfUser { get; init; }
}
