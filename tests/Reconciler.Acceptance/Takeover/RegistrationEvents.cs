using System.Collections.Concurrent;
using Reconciler.Host.Ami;

namespace Reconciler.Acceptance.Takeover;

/// <summary>Asterisk's own word on its registrations: what it tells of contacts, peers and logins while a test runs.</summary>
internal sealed class RegistrationEvents : IAsyncDisposable
{
    private readonly AmiConnection _connection;
    private readonly ConcurrentQueue<string> _lost = new();
    private int _heard;

    private RegistrationEvents(AmiConnection connection) => _connection = connection;

    /// <summary>Events of registrations, renewals included.</summary>
    public int Heard => Volatile.Read(ref _heard);

    /// <summary>Those that say that a registration is gone, or that a login was not let in.</summary>
    public IReadOnlyCollection<string> Lost => _lost;

    public static async Task<RegistrationEvents> ListenAsync(AmiEndpoint ami, CancellationToken cancellationToken)
    {
        var connection = await AmiConnection.ConnectAsync(ami, TimeProvider.System, cancellationToken);
        var events = new RegistrationEvents(connection);
        connection.Unsolicited = events.Take;
        await connection.SendAsync(new AmiRequest("Events").With("EventMask", "system,security"), cancellationToken);
        return events;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private void Take(AmiMessage message)
    {
        var status = message.Event switch
        {
            "ContactStatus" => message["ContactStatus"],
            "PeerStatus" => message["PeerStatus"],
            "InvalidPassword" or "InvalidAccountID" or "ChallengeResponseFailed" => "Rejected",
            "SuccessfulAuth" => "Registered",
            _ => "",
        };
        if (status.Length > 0)
        {
            Interlocked.Increment(ref _heard);
        }

        if (status is "Removed" or "Unreachable" or "Unregistered" or "Rejected" or "Lagged")
        {
            _lost.Enqueue($"{message.Event} {message["AOR"]}{message["Peer"]}{message["AccountID"]}: {status}");
        }
    }
}
