using Reconciler.Notifications.Troubles;

namespace Reconciler.Notifications.Channels;

/// <summary>A way by which messages reach people.</summary>
internal interface INoticeChannel
{
    /// <summary>For the log.</summary>
    string Name { get; }

    /// <exception cref="NoticeNotSentException">It did not get there.</exception>
    Task SendAsync(Notice notice, CancellationToken cancellationToken);
}

/// <summary>A message did not get there. The reason holds neither address nor token, which are secrets where the address is one.</summary>
internal sealed class NoticeNotSentException(string message) : Exception(message);
