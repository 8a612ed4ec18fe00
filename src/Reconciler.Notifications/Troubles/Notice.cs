namespace Reconciler.Notifications.Troubles;

/// <summary>A message to people.</summary>
/// <param name="Kind">Why it is sent.</param>
/// <param name="Site">The site's name.</param>
/// <param name="Subject">A few words.</param>
/// <param name="Text">Sentences. No secret is in them.</param>
/// <param name="Since">When it began.</param>
/// <param name="At">When the message was made.</param>
/// <param name="Link">The agent's page; null: none.</param>
public sealed record Notice(NoticeKind Kind, string Site, string Subject, string Text, DateTimeOffset Since, DateTimeOffset At, Uri? Link)
{
    /// <summary>The first line of it.</summary>
    public string Title => $"[{Site}] {Kind switch { NoticeKind.Over => "Over: ", NoticeKind.Reminder => "Still: ", _ => "" }}{Subject}";

    /// <summary>All of it, as plain text.</summary>
    public string Body => string.Join('\n', new[] { Text, $"Since {Since.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", System.Globalization.CultureInfo.InvariantCulture)}.", Link?.AbsoluteUri }.Where(line => !string.IsNullOrEmpty(line)));
}

/// <summary>Why a message is sent.</summary>
public enum NoticeKind
{
    /// <summary>Trouble has come.</summary>
    Begun,

    /// <summary>It still stands.</summary>
    Reminder,

    /// <summary>It has gone.</summary>
    Over,

    /// <summary>Something happened and is done with.</summary>
    Event,
}
