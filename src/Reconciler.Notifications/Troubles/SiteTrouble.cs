namespace Reconciler.Notifications.Troubles;

/// <summary>Something of the site that a person should know, as long as it stands.</summary>
/// <param name="Key">The cause: what has the same key is the same trouble, whatever its words.</param>
/// <param name="Subject">A few words.</param>
/// <param name="Text">One or more sentences.</param>
/// <param name="Since">Since when it stands.</param>
public sealed record SiteTrouble(string Key, string Subject, string Text, DateTimeOffset Since);
