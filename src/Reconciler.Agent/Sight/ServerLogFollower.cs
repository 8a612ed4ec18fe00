using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reconciler.Host.Disk;
using Reconciler.Host.PhoneLogs;

namespace Reconciler.Agent.Sight;

/// <summary>Reads what TFTP and DHCP servers add to their logs, for the phones that fetch from them.</summary>
internal sealed partial class ServerLogFollower(ImmutableArray<string> paths, PhoneWitness witness, TimeProvider time, ILogger<ServerLogFollower> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ImmutableArray<LogTail> _logs = [.. paths.Select(path => new LogTail(path))];
    private readonly HashSet<string> _unreadable = new(StringComparer.Ordinal);

    public override void Dispose()
    {
        base.Dispose();
        foreach (var log in _logs)
        {
            log.Dispose();
        }
    }

    /// <summary>Reads what is new in each.</summary>
    internal void ReadOnce()
    {
        foreach (var log in _logs)
        {
            try
            {
                foreach (var entry in log.Read().Select(ServerLogEntry.Parse).OfType<ServerLogEntry>())
                {
                    Note(entry);
                }

                _unreadable.Remove(log.Path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or PublishFailedException)
            {
                if (_unreadable.Add(log.Path))
                {
                    LogUnreadable(logger, log.Path, exception.Message);
                }
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            ReadOnce();
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Note(ServerLogEntry entry)
    {
        if (entry.Path is { } path)
        {
            witness.NoteFetch(entry.Server, entry.Address, path, entry.Failure ?? "asked for", entry.Agent);
        }
        else if (entry.Mac is { } mac)
        {
            witness.NoteLease(entry.Server, entry.Address, mac);
        }
    }

    [LoggerMessage(EventId = 2460, Level = LogLevel.Warning, Message = "The log {Path} (phones.logs) tells of no phone: {Why}")]
    private static partial void LogUnreadable(ILogger logger, string path, string why);
}
