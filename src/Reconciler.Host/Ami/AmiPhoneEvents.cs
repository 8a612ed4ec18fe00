using Reconciler.Host.Inventory;
using Reconciler.Host.Pbx;

namespace Reconciler.Host.Ami;

/// <summary>Listens to Asterisk for what happens to registrations and to itself. What that is, is read elsewhere; an event only says that it is time to.</summary>
public static class AmiPhoneEvents
{
    private const string Accepted = "SuccessfulAuth";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Tells the observer of each event until the connection is lost (<see cref="PbxUnavailableException"/>) or the token is cancelled.</summary>
    public static async Task ListenAsync(AmiEndpoint settings, TimeProvider time, IPbxObserver observer, CancellationToken cancellationToken)
    {
        await using var connection = await AmiConnection.ConnectAsync(settings, time, cancellationToken).ConfigureAwait(false);
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.Unsolicited = message => Report(observer, message, settings.Username, heard);
        // Those of class "system" are heard with the right that the AMI user needs anyway; those of "security" with one more.
        await connection.SendAsync(new AmiRequest("Events").With("EventMask", "system,security"), cancellationToken).ConfigureAwait(false);
        observer.OnListening();
        observer.OnLoginsHeard(await HearsLoginsAsync(settings, time, heard.Task, cancellationToken).ConfigureAwait(false));
        await connection.WhenLostAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asterisk does not say which events a user may hear of, so it is given one: another login of our own.</summary>
    private static async Task<bool> HearsLoginsAsync(AmiEndpoint settings, TimeProvider time, Task heard, CancellationToken cancellationToken)
    {
        await using (await AmiConnection.ConnectAsync(settings, time, cancellationToken).ConfigureAwait(false))
        {
            await Task.WhenAny(heard, Task.Delay(Patience, time, cancellationToken)).ConfigureAwait(false);
            return heard.IsCompleted;
        }
    }

    private static void Report(IPbxObserver observer, AmiMessage message, string username, TaskCompletionSource heard)
    {
        switch (message.Event)
        {
            case "ContactStatus" or "PeerStatus":
                observer.OnRegistrationChanged();
                break;
            case "FullyBooted":
                observer.OnBooted();
                break;
            case Accepted when message["Service"] is "AMI" && message["AccountID"] == username:
                heard.TrySetResult();
                break;
            case Accepted or "ChallengeResponseFailed" or "InvalidPassword" or "InvalidAccountID" when message["Service"] is "PJSIP" or "SIP":
                observer.OnLogin(new PbxLogin(message["AccountID"], Address(message["RemoteAddress"]), VerdictOf(message.Event)));
                break;
        }
    }

    private static LoginVerdict VerdictOf(string name) => name switch
    {
        Accepted => LoginVerdict.Accepted,
        "InvalidAccountID" => LoginVerdict.AccountUnknown,
        _ => LoginVerdict.PasswordRejected,
    };

    /// <summary><c>IPV4/UDP/192.168.2.151/5060</c>.</summary>
    private static string Address(string text) => text.Split('/') is [_, _, var address, _] ? address : "";
}
