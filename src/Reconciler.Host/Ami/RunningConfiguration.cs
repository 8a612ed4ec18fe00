using System.Collections.Frozen;

namespace Reconciler.Host.Ami;

/// <summary>Asterisk's own reading of its files, and the devices that it runs.</summary>
/// <param name="Files">Those that there are, in the order in which they were asked for.</param>
/// <param name="Devices">The endpoints of res_pjsip and the peers of chan_sip that may register, by name.</param>
public sealed record RunningConfiguration(IReadOnlyList<RunningFile> Files, FrozenSet<string> Devices);

/// <summary>A file with all that it includes, templates applied and left out.</summary>
public sealed record RunningFile(string Name, IReadOnlyList<RunningSection> Sections);

/// <summary>A section; a name that is written twice is there twice.</summary>
/// <param name="Name">As it stands in brackets.</param>
/// <param name="Lines">Those that it inherits, and then its own.</param>
public sealed record RunningSection(string Name, IReadOnlyList<KeyValuePair<string, string>> Lines);
