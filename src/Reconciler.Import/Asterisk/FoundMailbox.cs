namespace Reconciler.Import.Asterisk;

/// <summary>A line of voicemail.conf as it is there.</summary>
/// <param name="Number">The mailbox.</param>
/// <param name="Fields">PIN, name, address, pager.</param>
/// <param name="Options">Its options.</param>
/// <param name="Line">Where it stands.</param>
internal sealed record FoundMailbox(string Number, string[] Fields, IReadOnlyList<string> Options, ConfLine Line);
