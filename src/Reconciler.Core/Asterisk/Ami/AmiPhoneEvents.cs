namespace Reconciler.Core.Asterisk.Ami;

/// <summary>Listens to Asterisk for registrations that come, go or change. What they are is read from the list; an event only says that it is time to.</summary>
public static class AmiPhoneEvents
{
    /// <summary>
    /// Calls <paramref name="onChange"/> for each event until the connection is lost (<see cref="PbxUnavailableException"/>) or the token is cancelled.
    /// It is called on the connection's reader: it must not wait or throw.
    /// </summary>
    public static async Task ListenAsync(AmiSettings settings, TimeProvider time, Action onChange, CancellationToken cancellationToken)
    {
        await using var connection = await AmiConnection.ConnectAsync(settings, time, cancellationToken).ConfigureAwait(false);
        connection.Unsolicited = message =>
        {
            if (message.Event is "ContactStatus" or "PeerStatus")
            {
                onChange();
            }
        };
        // Both are of class "system", which the AMI user needs anyway.
        await connection.SendAsync(new AmiRequest("Events").With("EventMask", "system"), cancellationToken).ConfigureAwait(false);
        await connection.WhenLostAsync(cancellationToken).ConfigureAwait(false);
    }
}
