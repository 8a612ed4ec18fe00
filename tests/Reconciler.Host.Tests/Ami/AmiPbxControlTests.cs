using Microsoft.Extensions.Logging.Abstractions;
using Reconciler.Core.Asterisk;
using Reconciler.Core.Fleets.Specs;
using Reconciler.Host.Ami;
using Reconciler.Host.Pbx;

namespace Reconciler.Host.Tests.Ami;

public sealed class AmiPbxControlTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Reload_WhileAnotherIsInProgress_IsTriedAgain()
    {
        var reloads = 0;
        await using var server = ScriptedAmi.Answering(_ => ++reloads < 3 ? Error("A reload is in progress") : Success("Module Reloaded"));
        await using var control = Control(server);

        Assert.Empty(await control.ReloadAsync([AsteriskModule.Dialplan], Cancellation));

        Assert.Equal(3, reloads);
    }

    [Theory]
    [InlineData("Module not initialized", PbxUnavailableReason.Starting)]
    [InlineData("No such module", PbxUnavailableReason.Missing)]
    [InlineData("Module does not support reload", PbxUnavailableReason.Missing)]
    [InlineData("Permission denied", PbxUnavailableReason.Refused)]
    public async Task Reload_RefusedForNoFaultOfTheCommit_IsUnavailable(string message, PbxUnavailableReason reason)
    {
        await using var server = ScriptedAmi.Answering(_ => Error(message));
        await using var control = Control(server);

        var failure = await Assert.ThrowsAsync<PbxUnavailableException>(() => control.ReloadAsync([AsteriskModule.Pjsip], Cancellation));

        Assert.Equal(reason, failure.Reason);
    }

    [Fact]
    public async Task Reload_OfAFileThatAsteriskRefuses_IsAProblemAndTheOthersAreReloaded()
    {
        var reloaded = new List<string>();
        await using var server = ScriptedAmi.Answering(action =>
        {
            reloaded.Add(action["Module"]);
            return action["Module"] == "app_voicemail" ? Error("An unknown error occurred") : Success("Module Reloaded");
        });
        await using var control = Control(server);

        var problems = await control.ReloadAsync([AsteriskModule.Voicemail, AsteriskModule.Dialplan], Cancellation);

        Assert.Equal("voicemail.conf", Assert.Single(problems).Subject);
        Assert.Equal(["app_voicemail", "pbx_config"], reloaded);
    }

    [Fact]
    public async Task ReadBack_OfObjectsThatComeLate_WaitsForThem()
    {
        var polls = 0;
        await using var server = ScriptedAmi.Answering(action => action["Action"] switch
        {
            "SIPpeers" => ++polls < 3 ? Error("nothing yet") : List("Event: PeerEntry\r\nObjectName: 151\r\n\r\n"),
            _ => "Response: Success\r\nContext: fxsgroup\r\nDynamic: Y\r\n\r\n",
        });
        await using var control = Control(server);

        Assert.Empty(await control.ReadBackAsync(OnePeer, previous: null, Cancellation));

        Assert.Equal(3, polls);
    }

    [Fact]
    public async Task ReadBack_CutOffInAList_IsUnavailableAndNoProblem()
    {
        await using var server = ScriptedAmi.AfterLogin(async client =>
        {
            await client.AnswerNextAsync("");
            await client.AnswerNextAsync("");
            await client.AnswerNextAsync("EventList: start\r\n");
        });
        await using var control = Control(server);

        var failure = await Assert.ThrowsAsync<PbxUnavailableException>(() => control.ReadBackAsync(OnePeer, previous: null, Cancellation));

        Assert.Equal(PbxUnavailableReason.Unreachable, failure.Reason);
    }

    [Fact]
    public async Task SecretFile_Missing_IsRefusedAndNamed()
    {
        var failure = await Assert.ThrowsAsync<PbxUnavailableException>(
            () => AmiEndpoint.FromSecretFileAsync("127.0.0.1", 5038, "reconciler", "/nonexistent/ami.secret", Cancellation));

        Assert.Equal(PbxUnavailableReason.Refused, failure.Reason);
        Assert.Contains("/nonexistent/ami.secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecretFile_FirstLine_IsTheSecretAndNotPrinted()
    {
        using var folder = new Testing.TemporaryFolder();
        var settings = await AmiEndpoint.FromSecretFileAsync("::1", 5038, "reconciler", folder.Write("ami.secret", "Canary 1\r\nrest\n"), Cancellation);

        Assert.Equal("Canary 1", settings.Secret.Open());
        Assert.DoesNotContain("Canary", settings.ToString(), StringComparison.Ordinal);
        Assert.Equal("[::1]:5038", settings.Address);
    }

    private static AsteriskConfiguration OnePeer => new()
    {
        Channel = SipChannel.Sip,
        Sip = [new ConfSection("151", [new("type", "friend"), new("host", "dynamic"), new("context", "fxsgroup")])],
        Dialplan = [],
        Mailboxes = [],
    };

    private static AmiPbxControl Control(ScriptedAmi server) => new(server.Settings, TimeProvider.System, NullLogger<AmiPbxControl>.Instance);

    private static string Error(string message) => $"Response: Error\r\nMessage: {message}\r\n\r\n";

    private static string Success(string message) => $"Response: Success\r\nMessage: {message}\r\n\r\n";

    private static string List(string events) => $"Response: Success\r\nEventList: start\r\n\r\n{events}Event: ListComplete\r\nEventList: Complete\r\n\r\n";
}
