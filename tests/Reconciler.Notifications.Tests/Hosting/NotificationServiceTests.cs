using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Reconciler.Agent.Jobs;
using Reconciler.Notifications.Channels;
using Reconciler.Notifications.Hosting;
using Reconciler.Notifications.Troubles;
using Reconciler.Specs.AgentFile;
using Reconciler.Testing.Sites;

namespace Reconciler.Notifications.Tests.Hosting;

/// <summary>A real site, whose repository breaks and is mended.</summary>
public sealed class NotificationServiceTests : IDisposable
{
    private readonly Site _site = new();
    private readonly RecordingChannel _channel = new();
    private readonly SiteChanges _changes = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _site.Dispose();
        _channel.Dispose();
    }

    [Fact]
    public async Task TwoHoursOfABrokenCommit_AreOneMessage_AndOneEnd()
    {
        await _site.RunAsync();
        using var service = CreateSut(_channel);
        await service.StartAsync(Token);
        service.Judge();
        _site.Repository.Commit("Break it", ("site.yaml", "name: [\n"));

        for (var i = 0; i < 24; i++)
        {
            await RunAsync(service);
        }

        _site.Repository.Commit("Mend it", ("site.yaml", SmallOffice.Site));
        for (var i = 0; i < 3; i++)
        {
            await RunAsync(service);
        }

        var begun = await _channel.NextAsync();
        var over = await _channel.NextAsync();
        Assert.Equal(NoticeKind.Begun, begun.Kind);
        Assert.Equal("Not ready: Invalid", begun.Subject);
        Assert.Equal(NoticeKind.Over, over.Kind);
        Assert.Equal(2, _channel.Count);
        await service.StopAsync(Token);
    }

    /// <summary>The run is done when the messages are not: nothing waits for them.</summary>
    [Fact]
    public async Task Channel_ThatHangs_HoldsUpNeitherRunsNorTheOthers()
    {
        using var service = CreateSut(new HangingChannel(), _channel);
        await service.StartAsync(Token);
        _site.Repository.Commit("Break it", ("site.yaml", "name: [\n"));

        await RunAsync(service);
        await RunAsync(service);

        Assert.Equal(NoticeKind.Begun, (await _channel.NextAsync()).Kind);
        await service.StopAsync(Token);
    }

    [Fact]
    public async Task Channel_ThatWasDown_GetsTheMessageLater()
    {
        _channel.Failures = 2;
        using var service = CreateSut(_channel);
        await service.StartAsync(Token);
        _site.Repository.Commit("Break it", ("site.yaml", "name: [\n"));
        await RunAsync(service);
        var arrival = _channel.NextAsync();

        while (!arrival.IsCompleted)
        {
            _site.Time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        Assert.Equal("Not ready: Invalid", (await arrival).Subject);
        await service.StopAsync(Token);
    }

    private async Task RunAsync(NotificationService service)
    {
        _site.Time.Advance(TimeSpan.FromMinutes(5));
        await _site.RunAsync();
        _changes.Note();
        service.Judge();
    }

    private NotificationService CreateSut(params INoticeChannel[] channels) =>
        new(_site.Storage, new NotificationSettings { Remind = TimeSpan.FromHours(24) }, channels, _changes, _site.Time, NullLogger.Instance);

    private sealed class RecordingChannel : INoticeChannel, IDisposable
    {
        private readonly ConcurrentQueue<Notice> _sent = new();
        private readonly SemaphoreSlim _arrived = new(0);

        public string Name => "test";

        public int Failures { get; set; }

        public int Count => _sent.Count;

        private int _taken;

        public async Task<Notice> NextAsync()
        {
            await _arrived.WaitAsync(TestContext.Current.CancellationToken);
            return _sent.ElementAt(_taken++);
        }

        public void Dispose() => _arrived.Dispose();

        public Task SendAsync(Notice notice, CancellationToken cancellationToken)
        {
            if (Failures-- > 0)
            {
                throw new NoticeNotSentException("the server answers 503");
            }

            _sent.Enqueue(notice);
            _arrived.Release();
            return Task.CompletedTask;
        }
    }

    private sealed class HangingChannel : INoticeChannel
    {
        public string Name => "hanging";

        public Task SendAsync(Notice notice, CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
