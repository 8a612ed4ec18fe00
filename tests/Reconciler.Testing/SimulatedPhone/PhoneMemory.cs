using Reconciler.Testing.SimulatedPhone.Sip;

namespace Reconciler.Testing.SimulatedPhone;

/// <summary>The settings that a simulated device keeps, and all that its maker's firmware takes from them. It has no network; <see cref="DeskPhone"/> has.</summary>
public abstract class PhoneMemory(PhoneIdentity identity)
{
    /// <summary>Which device it is.</summary>
    public PhoneIdentity Identity { get; } = identity;

    /// <summary>What each parameter that the device knows is worth.</summary>
    public abstract IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>Whether it fetches at all.</summary>
    public abstract bool IsProvisioned { get; }

    /// <summary>Whether it fetches when it starts.</summary>
    public abstract bool FetchesOnStart { get; }

    /// <summary>Whether it fetches when it starts with another firmware.</summary>
    public abstract bool FetchesAfterUpgrade { get; }

    /// <summary>The port of its web pages; null: they are off.</summary>
    public abstract int? WebPort { get; }

    /// <summary>The administrator's password on its web pages; empty: none is asked for.</summary>
    public abstract string WebPassword { get; }

    /// <summary>What a parameter is worth.</summary>
    public abstract string this[string name] { get; }

    /// <summary>A device fresh from the factory.</summary>
    public static PhoneMemory OfFactory(PhoneIdentity identity) => identity.IsYealink ? new YealinkPhone(identity) : new FactoryPhone(identity);

    /// <summary>Takes a fetched file over, and returns the names of the parameters whose value it changed.</summary>
    /// <exception cref="ProfileRejectedException">The file cannot be read; nothing of it was taken.</exception>
    public abstract IReadOnlyCollection<string> Apply(ReadOnlyMemory<byte> file);

    /// <summary>Sets a parameter as a rule's assignment or the device's own menu does.</summary>
    public abstract void Assign(string name, string value);

    /// <summary>The same memory in a device that now runs another firmware.</summary>
    public abstract PhoneMemory WithFirmware(PhoneIdentity identity);

    /// <summary>The files that it fetches now, one after the other.</summary>
    /// <param name="byDhcp">The server, or the address, that DHCP gave; null: none.</param>
    /// <param name="moment">The moment.</param>
    public abstract IEnumerable<RuleTarget> FilesToFetch(string? byDhcp, PhoneVariables moment);

    /// <summary>The image that it fetches now; null: none.</summary>
    public abstract RuleTarget? ImageToFetch(PhoneVariables moment);

    /// <summary>Whether something but the time makes it fetch now.</summary>
    public abstract bool IsTriggered(PhoneVariables moment);

    /// <summary>How long it waits before it fetches again by itself; null: it does not.</summary>
    /// <param name="afterFailure">Whether a file could not be had.</param>
    public abstract TimeSpan? WaitBeforeFetch(bool afterFailure);

    /// <summary>A registration as the settings have it; null for one that is off or lacks a user or a server.</summary>
    public abstract SipAccount? Account(int line);

    /// <summary>Whether a registration that is set up registers.</summary>
    public abstract bool Registers(int line);
}
