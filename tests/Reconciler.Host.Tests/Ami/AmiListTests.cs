using Microsoft.Extensions.Time.Testing;
using Reconciler.Host.Ami;
using Reconciler.Host.Pbx;
using Reconciler.Testing;

namespace Reconciler.Host.Tests.Ami;

/// <summary>Lists of events as an answer: of every form, cut off, slow and without end.</summary>
public sealed class AmiListTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("EventList: start\r\n", "Event: AListComplete\r\nEventList: Complete\r\n")]
    [InlineData("EventList: start\r\n", "Event: Done\r\nEventList: Complete\r\n")]
    [InlineData("Message: A list will follow\r\n", "Event: AListComplete\r\n")]
    public async Task List_OfEveryForm_IsWhole(string start, string end)
    {
        await using var server = ScriptedAmi.AfterLogin(async client =>
        {
            var id = await client.AnswerNextAsync(start);
            await client.SendAsync($"Event: A\r\nActionID: {id}\r\nN: 1\r\n\r\nEvent: Stray\r\n\r\nEvent: A\r\nActionID: {id}\r\nN: 2\r\n\r\n");
            await client.SendAsync($"{end}ActionID: {id}\r\n\r\n");
            await client.StaySilentAsync();
        });
        await using var connection = await ConnectAsync(server);
        var events = new List<string>();

        var answer = await connection.ListAsync(new AmiRequest("List"), e => events.Add(e["N"]), Cancellation);

        Assert.True(answer.IsSuccess);
        Assert.Equal(["1", "2"], events);
    }

    [Fact]
    public async Task List_WithNothingToFollow_IsEmpty()
    {
        await using var server = ScriptedAmi.AfterLogin(async client =>
        {
            await client.AnswerNextAsync("Message: There are no voicemail users currently defined.\r\n");
            await client.StaySilentAsync();
        });
        await using var connection = await ConnectAsync(server);

        var answer = await connection.ListAsync(new AmiRequest("VoicemailUsersList"), _ => Assert.Fail("no event"), Cancellation);

        Assert.True(answer.IsSuccess);
    }

    [Fact]
    public async Task List_CutOffByAClosedConnection_IsUnreachableAndNeverShort()
    {
        await using var server = ScriptedAmi.AfterLogin(async client =>
        {
            var id = await client.AnswerNextAsync("EventList: start\r\n");
            await client.SendAsync($"Event: A\r\nActionID: {id}\r\n\r\nEvent: A\r\nAction");
        });
        await using var connection = await ConnectAsync(server);

        var failure = await FailureAsync(() => connection.ListAsync(new AmiRequest("List"), _ => { }, Cancellation));

        Assert.Equal(PbxUnavailableReason.Unreachable, failure.Reason);
        Assert.False(connection.IsAlive);
        Assert.Equal(PbxUnavailableReason.Unreachable, (await FailureAsync(() => connection.SendAsync(new AmiRequest("Ping"), Cancellation))).Reason);
    }

    [Fact]
    public async Task List_ThatFallsSilent_IsUnreachable()
    {
        await using var server = ScriptedAmi.AfterLogin(async client =>
        {
            var id = await client.AnswerNextAsync("EventList: start\r\n");
            await client.SendAsync($"Event: A\r\nActionID: {id}\r\n\r\n");
            await client.StaySilentAsync();
        });
        var time = new FakeTimeProvider();
        await using var connection = await AmiConnection.ConnectAsync(server.Settings, time, Cancellation);
        var first = new TaskCompletionSource();
        var listing = connection.ListAsync(new AmiRequest("List"), _ => first.TrySetResult(), Cancellation);
        await first.Task.WaitAsync(Cancellation);

        var failure = await AfterAdvancingAsync(time, listing);

        Assert.Equal(PbxUnavailableReason.Unreachable, failure.Reason);
        Assert.Contains("is silent for 30 s", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_ThatTakesLongButKeepsComing_IsWhole()
    {
        var time = new FakeTimeProvider();
        var events = 0;
        await using var server = ScriptedAmi.AfterLogin(async client =>
        {
            var id = await client.AnswerNextAsync("EventList: start\r\n");
            for (var i = 0; i < 5; i++)
            {
                await client.SendAsync($"Event: A\r\nActionID: {id}\r\n\r\n");
                var expected = i + 1;
                await Eventually.HoldsAsync("the event has come", Patience, () => Task.FromResult(Volatile.Read(ref events) == expected), Cancellation);
                time.Advance(TimeSpan.FromSeconds(20));
            }

            await client.SendAsync($"Event: AComplete\r\nActionID: {id}\r\n\r\n");
            await client.StaySilentAsync();
        });
        await using var connection = await AmiConnection.ConnectAsync(server.Settings, time, Cancellation);

        var answer = await connection.ListAsync(new AmiRequest("List"), _ => Interlocked.Increment(ref events), Cancellation);

        Assert.True(answer.IsSuccess);
        Assert.Equal(5, events);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ActionID: 4\r\n")]
    public async Task Answer_ThatNeverEnds_HasADeadline_HoweverSteadilyItComes(string id)
    {
        var time = new FakeTimeProvider();
        await using var server = ScriptedAmi.AfterLogin(async client =>
        {
            await client.AnswerNextAsync("EventList: start\r\n");
            while (true)
            {
                await client.SendAsync($"Event: A\r\n{id}\r\n");
                time.Advance(TimeSpan.FromMilliseconds(200));
            }
        });
        await using var connection = await AmiConnection.ConnectAsync(server.Settings with { SilenceTimeout = TimeSpan.FromHours(1) }, time, Cancellation);

        var failure = await FailureAsync(() => connection.ListAsync(new AmiRequest("List"), _ => { }, Cancellation));

        Assert.Contains("has not come to the end of its answer to List within 120 s", failure.Message, StringComparison.Ordinal);
        Assert.False(connection.IsAlive);
    }

    [Fact]
    public async Task List_WithoutEnd_IsGivenUpAtItsLimit_AndKeepsNoMoreThanThat()
    {
        var events = 0;
        await using var server = ScriptedAmi.AfterLogin(async client =>
        {
            var id = await client.AnswerNextAsync("EventList: start\r\n");
            var many = string.Concat(Enumerable.Repeat($"Event: A\r\nActionID: {id}\r\na:\r\nb:\r\nc:\r\n\r\n", 100));
            while (true)
            {
                await client.SendAsync(many);
            }
        });
        await using var connection = await AmiConnection.ConnectAsync(server.Settings with { LargestAnswer = 4 << 20 }, TimeProvider.System, Cancellation);

        var failure = await FailureAsync(() => connection.ListAsync(new AmiRequest("List"), _ => events++, Cancellation));

        Assert.Contains("sends more than 4 MiB in answer to List", failure.Message, StringComparison.Ordinal);
        Assert.InRange(events, 1, (4 << 20) / (5 * AmiReader.HeaderCost));
    }

    private static Task<AmiConnection> ConnectAsync(ScriptedAmi server) => AmiConnection.ConnectAsync(server.Settings, TimeProvider.System, Cancellation);

    private static Task<PbxUnavailableException> FailureAsync(Func<Task> act) => Assert.ThrowsAsync<PbxUnavailableException>(act);

    // In steps, because a timer that is set just after a step counts from there.
    private static async Task<PbxUnavailableException> AfterAdvancingAsync(FakeTimeProvider time, Task task)
    {
        await Eventually.HoldsAsync("it has given up", Patience, () =>
        {
            time.Advance(TimeSpan.FromSeconds(10));
            return Task.FromResult(task.IsCompleted);
        }, Cancellation);
        return await FailureAsync(() => task);
    }
}
