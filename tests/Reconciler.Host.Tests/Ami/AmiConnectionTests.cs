using Microsoft.Extensions.Time.Testing;
using Reconciler.Host.Ami;
using Reconciler.Host.Pbx;
using Reconciler.Testing;

namespace Reconciler.Host.Tests.Ami;

public sealed class AmiConnectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Login_AnswersTheChallengeAndNeverSendsTheSecret()
    {
        ScriptedClient? seen = null;
        await using var server = ScriptedAmi.AfterLogin(client =>
        {
            seen = client;
            return client.StaySilentAsync();
        });

        await using var connection = await ConnectAsync(server);

        Assert.Equal("11.0.0", connection.AmiVersion);
        await Eventually.HoldsAsync("the script has seen the login", Patience, () => Task.FromResult(seen is not null), Cancellation);
        // The MD5 of the challenge and the secret.
        Assert.Contains("Key: be88d0851d135f22004350e54427565b", seen!.Received);
        Assert.DoesNotContain(seen.Received, line => line.Contains(ScriptedAmi.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Login_Refused_NamesTheUserAndNotTheSecret()
    {
        await using var server = ScriptedAmi.From(async client =>
        {
            await client.SendAsync("Asterisk Call Manager/5.0.4\r\n");
            await client.AnswerNextAsync("Challenge: 1\r\n");
            var login = await client.NextAsync();
            await client.SendAsync($"Response: Error\r\nActionID: {login!["ActionID"]}\r\nMessage: Authentication failed\r\n\r\n");
            await client.StaySilentAsync();
        });

        var failure = await FailureAsync(() => ConnectAsync(server));

        Assert.Equal(PbxUnavailableReason.Refused, failure.Reason);
        Assert.Contains("\"reconciler\"", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(ScriptedAmi.Secret, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Login_WithoutFullyBooted_IsStarting()
    {
        await using var server = ScriptedAmi.From(async client =>
        {
            await client.SendAsync("Asterisk Call Manager/5.0.4\r\n");
            await client.AnswerNextAsync("Challenge: 1\r\n");
            await client.AnswerNextAsync("");
            await client.AnswerNextAsync("Events: Off\r\n");
            await client.StaySilentAsync();
        });

        Assert.Equal(PbxUnavailableReason.Starting, (await FailureAsync(() => ConnectAsync(server))).Reason);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("\0\u0001\u0002\n")]
    public async Task Banner_OfAnotherProgram_IsUnreachable(string banner)
    {
        await using var server = ScriptedAmi.From(async client =>
        {
            await client.SendAsync(banner);
            await client.StaySilentAsync();
        });

        var failure = await FailureAsync(() => ConnectAsync(server));

        Assert.Equal(PbxUnavailableReason.Unreachable, failure.Reason);
        Assert.Contains("another program listens there", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Banner_ThatDoesNotCome_IsUnreachableAfterTheConnectTimeout()
    {
        await using var server = ScriptedAmi.From(client => client.StaySilentAsync());
        var time = new FakeTimeProvider();
        var connecting = AmiConnection.ConnectAsync(server.Settings, time, Cancellation);

        var failure = await AfterAdvancingAsync(time, connecting);

        Assert.Equal(PbxUnavailableReason.Unreachable, failure.Reason);
    }

    [Fact]
    public async Task Port_ThatNobodyListensOn_IsUnreachable()
    {
        var server = ScriptedAmi.From(client => client.StaySilentAsync());
        var settings = server.Settings;
        await server.DisposeAsync();

        var failure = await FailureAsync(() => AmiConnection.ConnectAsync(settings, TimeProvider.System, Cancellation));

        Assert.Equal(PbxUnavailableReason.Unreachable, failure.Reason);
    }

    [Fact]
    public async Task Answers_InAnotherOrderAndAmongEvents_FindTheirRequests()
    {
        await using var server = ScriptedAmi.AfterLogin(async client =>
        {
            var first = await client.NextAsync();
            var second = await client.NextAsync();
            await client.SendAsync("Event: Reload\r\nModule: x\r\n\r\n");
            await client.SendAsync($"Response: Success\r\nActionID: {second!["ActionID"]}\r\nMessage: {second["Action"]}\r\n\r\n");
            await client.SendAsync("Response: Success\r\nActionID: 999999\r\nMessage: nobody's\r\n\r\n");
            await client.SendAsync($"Response: Error\r\nActionID: {first!["ActionID"]}\r\nMessage: {first["Action"]}\r\n\r\n");
            await client.StaySilentAsync();
        });
        await using var connection = await ConnectAsync(server);

        var answers = await Task.WhenAll(connection.SendAsync(new AmiRequest("One"), Cancellation), connection.SendAsync(new AmiRequest("Two"), Cancellation));

        Assert.Equal(["One", "Two"], answers.Select(a => a.Text));
        Assert.Equal([false, true], answers.Select(a => a.IsSuccess));
    }

    [Fact]
    public async Task Garbage_AfterTheLogin_IsUnreachable()
    {
        await using var server = ScriptedAmi.AfterLogin(async client =>
        {
            await client.NextAsync();
            await client.SendAsync(new string('\u0001', AmiReader.LongestLine + 1));
            await client.StaySilentAsync();
        });
        await using var connection = await ConnectAsync(server);

        var failure = await FailureAsync(() => connection.SendAsync(new AmiRequest("Ping"), Cancellation));

        Assert.Equal(PbxUnavailableReason.Unreachable, failure.Reason);
        Assert.Contains("is not AMI", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\r\nAction: Originate")]
    [InlineData("a\n")]
    [InlineData("a\0")]
    public void Rejects_LineBreaksInARequest(string value) => Assert.Throws<ArgumentException>(() => new AmiRequest("Ping").With("Key", value));

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
