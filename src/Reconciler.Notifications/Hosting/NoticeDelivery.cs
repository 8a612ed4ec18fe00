using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Reconciler.Notifications.Channels;
using Reconciler.Notifications.Troubles;

namespace Reconciler.Notifications.Hosting;

/// <summary>Brings messages to one channel, one after the other, and tries again for half an hour. A channel that is down holds up no other, and no run.</summary>
internal sealed partial class NoticeDelivery(INoticeChannel channel, TimeProvider time, ILogger logger)
{
    private const int MostWaiting = 100;

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20)];

    private readonly Channel<Notice> _waiting = Channel.CreateBounded<Notice>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Returns at once.</summary>
    public void Send(Notice notice) => _waiting.Writer.TryWrite(notice);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var notice in _waiting.Reader.ReadAllAsync(cancellationToken))
        {
            await DeliverAsync(notice, cancellationToken);
        }
    }

    private async Task DeliverAsync(Notice notice, CancellationToken cancellationToken)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await channel.SendAsync(notice, cancellationToken);
                return;
            }
            catch (NoticeNotSentException exception) when (attempt < Pauses.Length)
            {
                LogLater(logger, channel.Name, exception.Message);
            }
            catch (NoticeNotSentException exception)
            {
                LogLost(logger, channel.Name, exception.Message, notice.Title);
                return;
            }

            await Task.Delay(Pauses[attempt], time, cancellationToken);
        }
    }

    [LoggerMessage(EventId = 2900, Level = LogLevel.Debug, Message = "A message by {Channel} is tried again later: {What}")]
    private static partial void LogLater(ILogger logger, string channel, string what);

    [LoggerMessage(EventId = 2901, Level = LogLevel.Warning, Message = "A message by {Channel} is given up, {What}: {Title}")]
    private static partial void LogLost(ILogger logger, string channel, string what, string title);
}
