namespace Reconciler.Import.Inputs;

/// <summary>The configuration of an Asterisk that runs, as it says it itself.</summary>
/// <param name="Address">Where it was asked; findings say it.</param>
/// <param name="Files">Its files, includes and templates resolved.</param>
/// <param name="Devices">The devices that it runs, by the names of their sections.</param>
public sealed record RunningPbx(string Address, IReadOnlyList<ParsedFile> Files, IReadOnlySet<string> Devices);

/// <summary>A .conf file that Asterisk has parsed. There are no numbers of lines.</summary>
public sealed record ParsedFile(string Name, IReadOnlyList<ParsedSection> Sections);

/// <summary>A section with what it inherits.</summary>
public sealed record ParsedSection(string Name, IReadOnlyList<KeyValuePair<string, string>> Lines);
