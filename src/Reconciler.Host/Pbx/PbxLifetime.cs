namespace Reconciler.Host.Pbx;

/// <summary>Tells one process of Asterisk, and what it has loaded, from another: what was read back from one says nothing of the next.</summary>
/// <param name="Started">When it started, in its own words.</param>
/// <param name="Reloaded">When it last reloaded anything, in its own words.</param>
public sealed record PbxLifetime(string Started, string Reloaded);
