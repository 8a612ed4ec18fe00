using Reconciler.Core.Diagnostics;

namespace Reconciler.Core.Fleets.Specs;

/// <summary>Where a call ends that nobody took.</summary>
/// <param name="Kind">The kind of end.</param>
/// <param name="Target">The extension, group or mailbox, or the administrator's <c>context,extension,priority</c>; null for hangup.</param>
/// <param name="Location">Where the spec says so.</param>
public sealed record DestinationSpec(DestinationKind Kind, string? Target, SpecLocation Location);

/// <summary>Where a call goes that nobody took.</summary>
public enum DestinationKind
{
    Hangup,
    Extension,
    Group,
    Voicemail,
    Goto,
}
