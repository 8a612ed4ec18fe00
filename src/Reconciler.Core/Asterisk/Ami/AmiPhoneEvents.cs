using Reconciler.Core.Inventory;

namespace Reconciler.Core.Asterisk.Ami;

/// <summary>Listens to Asterisk for what happens to registrations and to itself. What that is, is read elsewhere; an event only says that it is time to.</summary>
public static class AmiPhoneEvents
{
    /// <summary>Tells the observer of each event until the connection is lost (<see cref="PbxUnavailableException"/>) or the token is cancelled.</summary>
    public static async Task ListenAsync(AmiSettings settings, TimeProvider time, IPbxObserver observer, CancellationToken cancellationToken)
    {
        await using var connection = await AmiConnection.ConnectAsync(settings, time, cancellationToken).ConfigureAwait(false);
        connection.Unsolicited = message =>
        {
            if (message.Event is "ContactStatus" or "PeerStatus")
            {
                observer.OnRegistrationChanged();
            }
            else if (message.Event is "FullyBooted")
            {
                observer.OnBooted();
            }
        };
        // All are of class "system", which the AMI user needs anyway.
        await connection.SendAsync(new AmiRequest("Events").With("EventMask", "system"), cancellationToken).ConfigureAwait(false);
        observer.OnListening();
        await connection.WhenLostAsync(cancellationToken).ConfigureAwait(false);
    }
}
