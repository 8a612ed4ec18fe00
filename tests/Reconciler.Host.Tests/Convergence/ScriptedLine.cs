using Reconciler.Core.Fleets.Specs;
using Reconciler.Host.Inventory;
using Reconciler.Host.Pbx;

namespace Reconciler.Host.Tests.Convergence;

/// <summary>An Asterisk whose phones are what a test says, and which writes down whom it notified when.</summary>
internal sealed class ScriptedLine(TimeProvider time) : IPhoneLine
{
    public List<Contact> Contacts { get; } = [];

    public List<(string Extension, string Event, DateTimeOffset At)> Notified { get; } = [];

    /// <summary>Thrown at each question.</summary>
    public PbxUnavailableException? Fault { get; set; }

    /// <summary>What Asterisk says against a NOTIFY to an extension.</summary>
    public Dictionary<string, string> Refusals { get; } = new(StringComparer.Ordinal);

    public int Reads { get; private set; }

    public Task<ContactInventory> ReadAsync(SipChannel channel, CancellationToken cancellationToken)
    {
        Reads++;
        return Fault is null ? Task.FromResult(new ContactInventory(time.GetUtcNow(), [.. Contacts], 0)) : Task.FromException<ContactInventory>(Fault);
    }

    public Task<string?> NotifyAsync(SipChannel channel, string extension, string eventName, CancellationToken cancellationToken)
    {
        if (Fault is not null)
        {
            return Task.FromException<string?>(Fault);
        }

        Notified.Add((extension, eventName, time.GetUtcNow()));
        return Task.FromResult(Refusals.GetValueOrDefault(extension));
    }
}
